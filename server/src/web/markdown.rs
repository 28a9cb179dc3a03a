//! What a sender wrote, as HTML that can do no harm: a little Markdown, and links to http and https only.

use domain::escape;
use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};

/// Paragraphs, emphasis, lists, headings below those of the page, and links. Raw HTML is text; pictures are their name.
#[must_use]
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    // How the links that are open began: those that lead nowhere are not closed either.
    let mut links = Vec::new();
    let mut indented = false;
    let events = Parser::new_ext(text, Options::empty()).filter_map(|event| {
        Some(match event {
            Event::Html(raw) | Event::InlineHtml(raw) => Event::Text(raw),
            Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
            Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
            // A paragraph that begins with spaces is not meant as code.
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                indented = true;
                Event::Start(Tag::Paragraph)
            }
            Event::End(TagEnd::CodeBlock) if indented => {
                indented = false;
                Event::End(TagEnd::Paragraph)
            }
            Event::Start(Tag::CodeBlock(_)) => Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)),
            Event::Start(Tag::Heading { level, .. }) => {
                Event::Start(Tag::Heading { level: below(level), id: None, classes: Vec::new(), attrs: Vec::new() })
            }
            Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let leads = is_web(&dest_url);
                links.push(leads);
                Event::InlineHtml(CowStr::from(leads.then(|| opening(&dest_url))?))
            }
            Event::End(TagEnd::Link) => {
                links.pop().unwrap_or_default().then_some(Event::InlineHtml(CowStr::Borrowed("</a>")))?
            }
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => return None,
            other => other,
        })
    });
    push_html(&mut out, events);
    out
}

/// The same as plain paragraphs: what is a list, a heading or a quotation is one for each item.
#[must_use]
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    for event in Parser::new_ext(text, Options::empty()) {
        let last = found.last_mut();
        match (event, last) {
            (Event::Text(words) | Event::Code(words) | Event::Html(words) | Event::InlineHtml(words), Some(last)) => {
                *last += &words;
            }
            (Event::SoftBreak | Event::HardBreak, Some(last)) => last.push(' '),
            (Event::Start(Tag::Item), _) => found.push("– ".to_owned()),
            // What a list item says stands behind its dash.
            (Event::Start(Tag::Paragraph), Some(last)) if last == "– " => {}
            (Event::Start(tag), _) if is_block(&tag) => found.push(String::new()),
            _ => {}
        }
    }
    found.retain(|paragraph| !paragraph.trim_matches(['–', ' ', '\n']).is_empty());
    found
}

fn is_block(tag: &Tag<'_>) -> bool {
    matches!(tag, Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
}

/// Text as HTML in which http and https addresses are links.
#[must_use]
pub(crate) fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = [rest.find("https://"), rest.find("http://")].into_iter().flatten().min() {
        let end = rest[start..].find(char::is_whitespace).map_or(rest.len(), |length| start + length);
        // What ends a sentence is no part of the address.
        let address = rest[start..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '"', '\'', '’', '»']);
        out += &escape(&rest[..start]);
        match is_web(address) {
            true => out += &format!("{}{}</a>", opening(address), escape(address)),
            false => out += &escape(address),
        }
        rest = &rest[start + address.len()..];
    }
    out + &escape(rest)
}

fn opening(address: &str) -> String {
    format!(r#"<a href="{}" rel="noopener nofollow ugc">"#, escape(address))
}

/// http or https with something behind it.
fn is_web(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let rest = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://"));
    rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() || c == '['))
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
}

/// The page has h1 and h2 of its own.
fn below(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 => HeadingLevel::H3,
        HeadingLevel::H2 => HeadingLevel::H4,
        HeadingLevel::H3 => HeadingLevel::H5,
        _ => HeadingLevel::H6,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::paragraphs("a\nb\n\n\n c \n\n", "<p>a\nb</p>\n<p>c</p>\n")]
    #[case::emphasis("**vet** en *schuin*", "<p><strong>vet</strong> en <em>schuin</em></p>\n")]
    #[case::list("- een\n- twee", "<ul>\n<li>een</li>\n<li>twee</li>\n</ul>\n")]
    #[case::heading("# Kop", "<h3>Kop</h3>\n")]
    #[case::low_heading("##### Kop", "<h6>Kop</h6>\n")]
    #[case::signs("3 < 5 & \"zo\"", "<p>3 &lt; 5 &amp; \"zo\"</p>\n")]
    #[case::indented("    ver naar rechts", "<p>ver naar rechts</p>\n")]
    #[case::link(
        "[school](https://a.nl/?b=1&c=2)",
        "<p><a href=\"https://a.nl/?b=1&amp;c=2\" rel=\"noopener nofollow ugc\">school</a></p>\n"
    )]
    #[case::picture("![een hond](https://a.nl/h.png)", "<p>een hond</p>\n")]
    fn plain_markdown_is_understood(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(html(text), expected);
    }

    #[test]
    fn paragraphs_are_plain() {
        let text = "# Kop\n\nEen **vet**\nwoord, [een link](https://a.nl).\n\n- een\n- twee\n\n<b>x</b>\n\n\n";
        let expected = ["Kop", "Een vet woord, een link.", "– een", "– twee", "<b>x</b>"];
        assert_eq!(paragraphs(text), expected);
        assert!(paragraphs(" \n\n- \n").is_empty());
    }

    #[rstest]
    #[case("[x](javascript:alert(1))")]
    #[case("[x](JaVaScRiPt:alert(1))")]
    #[case("[x](java\nscript:alert(1))")]
    #[case("[x](&#106;avascript:alert(1))")]
    #[case("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    #[case("[x](vbscript:msgbox)")]
    #[case("[x](//elders.nl)")]
    #[case("[x](/mijn)")]
    #[case("<javascript:alert(1)>")]
    #[case("<script>alert(1)</script>")]
    #[case("a <script src=https://x.nl/x.js></script> b")]
    #[case("<img src=x onerror=alert(1)>")]
    #[case("a <img src=x onerror=alert(1)> b")]
    #[case("<svg/onload=alert(1)>")]
    #[case("<!--><script>alert(1)</script>-->")]
    #[case("<![CDATA[<script>]]>")]
    #[case("[![x](javascript:alert(1))](javascript:alert(2))")]
    #[case("[<img src=x onerror=alert(1)>](https://a.nl)")]
    #[case("[x](https://a.nl/\"onmouseover=alert(1))")]
    #[case("[x]: javascript:alert(1)\n\n[x]")]
    #[case("- <iframe src=//x.nl>\n  > <b onclick=x>")]
    #[case("```\"><script>alert(1)</script>\nx\n```")]
    #[case("# <script>x</script>")]
    #[case("[x](https://a.nl 'titel\" onclick=\"x')")]
    #[case("![\"><script>](https://a.nl/x.png)")]
    fn nothing_that_was_written_runs(#[case] text: &str) {
        for out in [html(text), linked(text)] {
            // Every tag that is left is one of ours.
            for tag in out.split('<').skip(1) {
                let tag = tag.split('>').next().unwrap_or_default();
                let name = tag.trim_start_matches('/').split(' ').next().unwrap_or_default();
                let ours = [
                    "p",
                    "a",
                    "em",
                    "strong",
                    "ul",
                    "ol",
                    "li",
                    "h3",
                    "h4",
                    "h5",
                    "h6",
                    "blockquote",
                    "pre",
                    "code",
                    "br",
                    "hr",
                ];
                assert!(ours.contains(&name.trim_end_matches('/')), "{text} -> {out}");
                let link = tag
                    .strip_prefix("a href=\"http")
                    .and_then(|rest| rest.strip_suffix("\" rel=\"noopener nofollow ugc"));
                let link = link.or_else(|| {
                    tag.strip_prefix("a href=\"http")
                        .and_then(|rest| rest.strip_suffix("\" rel=\"noopener nofollow ugc\""))
                });
                assert!(
                    name != "a" || tag == "/a" || link.is_some_and(|inner| !inner.contains('"')),
                    "{text} -> {out}"
                );
                assert!(name == "a" || !tag.contains('='), "{text} -> {out}");
            }
        }
    }

    #[test]
    fn markdown_addresses_become_links() {
        assert_eq!(
            linked("Lees mee (https://a.nl/b?c=1&d=2). <b>"),
            "Lees mee (<a href=\"https://a.nl/b?c=1&amp;d=2\" rel=\"noopener nofollow ugc\">https://a.nl/b?c=1&amp;d=2</a>). &lt;b&gt;"
        );
        assert_eq!(linked("geen javascript:x, geen http:// alleen"), "geen javascript:x, geen http:// alleen");
    }

    proptest::proptest! {
        #[test]
        fn markdown_survives_any_text(text in "[\\PC\n]{0,200}") {
            let (one, other) = (html(&text), linked(&text));
            proptest::prop_assert!(!one.contains("<script") && !other.contains("<script"));
        }
    }
}

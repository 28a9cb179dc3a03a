//! A browser: keeps its cookies, follows no redirects, and says where a form comes from.

use std::{sync::Arc, time::Duration};

use reqwest::{Client, Method, Response, Url, cookie::Jar};

use super::{encode, header, pictures};

#[derive(Clone)]
pub struct Browser {
    url: String,
    client: Client,
}

impl Browser {
    /// With the cookies that it has already: `sessie=abc`.
    pub fn new(url: &str, cookies: &[String]) -> Self {
        let (jar, site) = (Jar::default(), Url::parse(url).unwrap());
        cookies.iter().for_each(|cookie| jar.add_cookie_str(cookie, &site));
        let client = Client::builder()
            .cookie_provider(Arc::new(jar))
            .redirect(reqwest::redirect::Policy::none())
            // A connection that was kept is closed by the server after a while, perhaps just when it is used again.
            .pool_max_idle_per_host(0)
            .timeout(Duration::from_secs(60))
            .build()
            .unwrap();
        Self { url: url.to_owned(), client }
    }

    pub async fn get(&self, path: &str) -> Response {
        self.client.get(format!("{}{path}", self.url)).send().await.unwrap()
    }

    pub async fn text(&self, path: &str) -> String {
        super::text(self.get(path).await).await
    }

    /// A page with this status, as text.
    pub async fn page(&self, path: &str, status: u16) -> String {
        let response = self.get(path).await;
        assert_eq!(response.status().as_u16(), status, "{path}");
        super::text(response).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Response {
        self.ask(Method::POST, path, fields).await
    }

    pub async fn ask(&self, method: Method, path: &str, fields: &[(&str, &str)]) -> Response {
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.client
            .request(method, format!("{}{path}", self.url))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.join("&"))
            .send()
            .await
            .unwrap()
    }

    /// A form with a picture in it.
    pub async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &[u8]) -> Response {
        self.client
            .post(format!("{}{path}", self.url))
            .header("sec-fetch-site", "same-origin")
            .header("content-type", format!("multipart/form-data; boundary={}", pictures::BOUNDARY))
            .body(pictures::multipart(fields, Some(file)))
            .send()
            .await
            .unwrap()
    }

    /// A post that is answered by 303; gives where it leads.
    pub async fn posts(&self, path: &str, fields: &[(&str, &str)]) -> String {
        let response = self.post(path, fields).await;
        let (status, to) = (response.status(), header(&response, "location").to_owned());
        assert_eq!(status, 303, "{path}: {}", response.text().await.unwrap());
        to
    }
}

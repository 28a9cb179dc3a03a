//! From a question to one page of features.

use atlas::{Entry, Index};
use domain::Sort;

use crate::api::{collections::Stock, order::Order, question::Question};

/// One page of what a question finds.
pub(crate) struct Page {
    /// The features of this page, in order.
    pub(crate) indexes: Vec<u32>,
    /// How many there are in all.
    pub(crate) matched: usize,
    /// The cursor of the next page; `None` when this is the last.
    pub(crate) next: Option<String>,
}

/// The page that is asked for.
pub(crate) fn page(stock: &Stock, question: &Question) -> Page {
    let skip = question.offset.unwrap_or(0);
    // One more than the page tells whether there is a next.
    let most = question.limit + 1;
    let (matched, mut indexes) = match stock {
        Stock::Initiatives(atlas) => found(atlas, stock, question, skip, most),
        Stock::Gatherings(gatherings) => found(gatherings.index(), stock, question, skip, most),
        _ => {
            let found: Vec<u32> = (0..stock.indexes()).filter(|&index| question.fits(stock, index)).collect();
            (found.len(), rest(stock, question, found, skip, most))
        }
    };
    let more = indexes.len() > question.limit;
    indexes.truncate(question.limit);
    let next = indexes.last().filter(|_| more).map(|&last| question.order.cursor(stock, last));
    Page { indexes, matched, next }
}

/// How many things of an index are asked for, and those of this page.
fn found<T: Entry>(
    index: &Index<T>,
    stock: &Stock,
    question: &Question,
    skip: usize,
    most: usize,
) -> (usize, Vec<u32>) {
    let matches = index.matches(&question.query);
    if question.picks() {
        let found: Vec<u32> = matches.iter().filter(|&at| question.fits(stock, at)).collect();
        return (found.len(), rest(stock, question, found, skip, most));
    }
    let page = match (&question.order, &question.after) {
        (Order::Id, None) => matches.iter().skip(skip).take(most).collect(),
        (Order::Id, Some(after)) => matches.iter().skip_while(|&at| at < after.first()).take(most).collect(),
        (Order::Near(_), None) => {
            index.ranked(&question.query, &matches, Sort::Auto).into_iter().skip(skip).take(most).collect()
        }
        _ => rest(stock, question, matches.iter().collect(), skip, most),
    };
    (matches.len(), page)
}

fn rest(stock: &Stock, question: &Question, found: Vec<u32>, skip: usize, most: usize) -> Vec<u32> {
    let sorted = question.order.sorted(stock, found, question.after.as_ref());
    sorted.into_iter().skip(skip).take(most).collect()
}

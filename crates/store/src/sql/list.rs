//! Lists, which are kept as JSON text.

/// A list of texts as it is kept.
pub(crate) fn write<S: AsRef<str>>(values: &[S]) -> String {
    let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    serde_json::Value::from(values).to_string()
}

/// Reads [`write`].
pub(crate) fn read(json: &str) -> Result<Vec<String>, serde_json::Error> {
    serde_json::from_str(json)
}

/// As [`read`], each a known word; `None` when one is not.
pub(crate) fn words<T, E>(json: &str, parse: impl Fn(&str) -> Result<T, E>) -> Option<Vec<T>> {
    read(json).ok()?.iter().map(|word| parse(word).ok()).collect()
}

//! Pictures in a store that speaks S3, instead of a folder.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use ::pictures::Storage;
use axum::{
    Router,
    body::Bytes,
    extract::{Path, RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse as _, Response as Answer},
    routing::get,
};

use super::forms::{added, picture};
use crate::common::{World, at, pictures::jpeg};

/// A store that speaks as much S3 as we ask: objects by name, and who did not sign is refused.
#[derive(Clone, Default)]
struct Bucket(Arc<Mutex<BTreeMap<String, Bytes>>>);

impl Bucket {
    async fn start(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let routes = Router::new()
            .route("/emmer", get(Self::list))
            .route("/emmer/{*key}", get(Self::get).put(Self::put).delete(Self::delete))
            .with_state(self.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await.unwrap() });
        format!("http://{address}")
    }

    async fn put(State(bucket): State<Self>, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
        let signed = headers
            .get("authorization")
            .is_some_and(|value| value.as_bytes().starts_with(b"AWS4-HMAC-SHA256 Credential=SLEUTEL/"));
        if !signed {
            return StatusCode::FORBIDDEN.into_response();
        }
        bucket.0.lock().unwrap().insert(key, body);
        [("etag", "\"1\"")].into_response()
    }

    async fn get(State(bucket): State<Self>, Path(key): Path<String>) -> Answer {
        match bucket.0.lock().unwrap().get(&key) {
            Some(body) => {
                ([("etag", "\"1\""), ("last-modified", "Sat, 21 Nov 2026 20:00:00 GMT")], body.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }

    async fn delete(State(bucket): State<Self>, Path(key): Path<String>) -> StatusCode {
        bucket.0.lock().unwrap().remove(&key);
        StatusCode::NO_CONTENT
    }

    async fn list(State(bucket): State<Self>, RawQuery(query): RawQuery) -> String {
        assert!(query.unwrap_or_default().contains("list-type=2"));
        let objects: Vec<String> = bucket.0.lock().unwrap().iter().map(|(key, body)| format!(
            "<Contents><Key>{key}</Key><LastModified>2026-11-21T20:00:00.000Z</LastModified><ETag>\"1\"</ETag><Size>{}</Size></Contents>",
            body.len()
        )).collect();
        format!(
            "<?xml version=\"1.0\"?><ListBucketResult><IsTruncated>false</IsTruncated>{}</ListBucketResult>",
            objects.concat()
        )
    }
}

#[tokio::test]
async fn pictures_are_kept_in_a_store_that_speaks_s3() {
    let bucket = Bucket::default();
    let endpoint = bucket.start().await;
    let settings = [
        ("AWS_ENDPOINT", &*endpoint),
        ("AWS_ACCESS_KEY_ID", "SLEUTEL"),
        ("AWS_SECRET_ACCESS_KEY", "geheim"),
        ("AWS_REGION", "nl"),
    ];
    let settings = settings.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let storage = Storage::parse("s3://emmer/kaart/fotos", settings.into_iter()).unwrap();
    let world = World::with(|config| config.pictures = Some(storage));
    let hash = added(&world, &jpeg(60, 40)).await;
    let names: Vec<String> = bucket.0.lock().unwrap().keys().cloned().collect();
    assert_eq!(names, [format!("kaart/fotos/{hash}-1600.jpg"), format!("kaart/fotos/{hash}-640.jpg")]);
    let served = picture(&world, &hash, "same-origin").await;
    assert_eq!(served.status().as_u16(), 200);
    assert_eq!(served.bytes().await.unwrap(), bucket.0.lock().unwrap()[&names[1]]);
    let (pictures, store) = (&world.state.pictures, &world.state.store);
    assert_eq!(pictures.tidy(store, at("2000-01-01T00:00:00Z")).await.unwrap(), 0);
    assert_eq!(pictures.tidy(store, at("2999-01-01T00:00:00Z")).await.unwrap(), 2);
    assert!(bucket.0.lock().unwrap().is_empty());
    assert_eq!(picture(&world, &hash, "same-origin").await.status().as_u16(), 404);
}

//! Where pictures are: the option of every command that needs them.

use clap::Args;
use pictures::Storage;

/// Where pictures are.
#[derive(Debug, Clone, Args)]
pub(super) struct StorageArgs {
    /// Waar foto's komen: een map, of een opslag die S3 spreekt, zoals s3://emmer/map
    ///
    /// Standaard de map fotos in de map van --data-dir. Voor S3 gelden de gewone omgevingsvariabelen: AWS_ENDPOINT,
    /// AWS_REGION, AWS_ACCESS_KEY_ID en AWS_SECRET_ACCESS_KEY. Geef elke kaart een eigen map: wat er ligt en nergens
    /// meer bij hoort, wordt opgeruimd. Omgevingsvariabele: INNOVATIEKAART_FOTO_OPSLAG.
    #[arg(long, value_name = "MAP|URL", env = "INNOVATIEKAART_FOTO_OPSLAG", value_parser = storage)]
    pub(super) foto_opslag: Option<Storage>,
}

fn storage(text: &str) -> Result<Storage, String> {
    let settings =
        std::env::vars_os().filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Storage::parse(text, settings).map_err(|error| error.to_string())
}

//! `belie init`: a first repository, with a claim to copy. Nothing that is there is touched.

use camino::Utf8Path;

use super::output::{Terminal, write_file};
use super::{Failure, Status};

/// Files of a new repository.
const FILES: [(&str, &str); 3] = [
    ("belie.toml", include_str!("init/belie.toml")),
    ("claims/first.yaml", include_str!("init/claims.yaml")),
    ("sources/sources.yaml", include_str!("init/sources.yaml")),
];

pub(super) fn run(path: &Utf8Path, terminal: &Terminal) -> Result<Status, Failure> {
    if let Some((name, _)) = FILES.iter().find(|(name, _)| path.join(name).exists()) {
        let message = format!("{} is there already; nothing was written", path.join(name));
        return Err(Failure::new(message).help("choose another folder, or write the files by hand"));
    }
    let claims = path.join(crate::repository::CLAIMS);
    if claims.is_dir() && claims.read_dir_utf8()?.next().is_some() {
        let message = format!("{claims} holds files already; nothing was written");
        return Err(Failure::new(message).help("`belie check` checks what is there"));
    }
    let mut text = String::new();
    for (name, content) in FILES {
        let file = path.join(name);
        if let Some(folder) = file.parent() {
            fs_err::create_dir_all(folder)?;
        }
        write_file(&file, content.as_bytes())?;
        text.push_str(&format!("wrote {file}\n"));
    }
    text.push_str("next: describe your sources and claims there, then run `belie check`\n");
    terminal.write(text.as_bytes())?;
    Ok(Status::Clean)
}

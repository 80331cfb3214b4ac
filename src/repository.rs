//! stub
use camino::{Utf8Path, Utf8PathBuf};
use crate::source::SourceMap; use crate::span::FileId;
/// x
pub struct FileError { pub path: Utf8PathBuf, pub code: &'static str, pub message: String, pub help: Option<String> }
/// x
pub struct Loaded { pub root: Utf8PathBuf, pub sources: SourceMap, pub claim_files: Vec<FileId>, pub source_files: Vec<FileId>, pub errors: Vec<FileError> }
/// x
pub fn find_root(p: &Utf8Path) -> Result<Utf8PathBuf, FileError> { Ok(p.to_owned()) }
/// x
pub fn load(root: &Utf8Path) -> Loaded {
    let mut l = Loaded { root: root.to_owned(), sources: SourceMap::new(), claim_files: vec![], source_files: vec![], errors: vec![] };
    for (d, c) in [("claims", true), ("sources", false)] {
        let mut names: Vec<_> = std::fs::read_dir(root.join(d)).map(|r| r.filter_map(|e| e.ok()).map(|e| e.path()).collect()).unwrap_or_default();
        names.sort();
        for n in names { let t = std::fs::read_to_string(&n).unwrap_or_default(); let id = l.sources.add(Utf8PathBuf::from_path_buf(n).unwrap_or_default(), t); if c { l.claim_files.push(id) } else { l.source_files.push(id) } }
    }
    l
}

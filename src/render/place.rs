//! Where a span stands, in words: `claims/moscow.yaml:5:12`, or `brief.docx, page 2, paragraph 5`.

use super::text;
use crate::report::{Place, Report};
use crate::source::SourceMap;
use crate::span::Span;

/// The path of a span's file, escaped.
pub(crate) fn path(sources: &SourceMap, span: Span) -> String {
    text::escape(sources.file(span.file).path().as_str()).into_owned()
}

/// Path, line and column; or path and what the format has instead of lines.
pub(crate) fn name(report: &Report, sources: &SourceMap, span: Span) -> String {
    let path = path(sources, span);
    match report.place(span) {
        None => {
            let at = sources.file(span.file).position(span.start as usize);
            format!("{path}:{}:{}", at.line, at.column)
        }
        Some(place) => std::iter::once(path).chain(parts(place)).collect::<Vec<_>>().join(", "),
    }
}

/// "page 2", "paragraph 5", "table 1, B3": what is known of a place.
fn parts(place: &Place) -> impl Iterator<Item = String> + '_ {
    let page = place.page.map(|n| format!("page {n}"));
    let paragraph = place.paragraph.map(|n| format!("paragraph {n}"));
    let cell = place.cell.as_deref().map(|cell| text::escape(cell).into_owned());
    [page, paragraph, cell].into_iter().flatten()
}

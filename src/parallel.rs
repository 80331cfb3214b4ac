//! Work on many things side by side, on as many threads as the machine has cores.
//!
//! What holds: results come in the order of the things, so nothing that follows can tell on how
//! many threads they were made.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Handfuls of things that each thread takes, at the least: things differ in size.
const HANDFULS: usize = 64;

/// Most things of a handful.
const HANDFUL: usize = 64;

/// How many threads can run at once. Asking the system takes reading several files, and it does not
/// change.
fn cores() -> usize {
    static CORES: OnceLock<usize> = OnceLock::new();
    *CORES.get_or_init(|| thread::available_parallelism().map_or(1, usize::from))
}

/// What a function makes of each thing, in the order of the things.
pub fn map<T: Sync, R: Send>(things: &[T], make: impl Fn(&T) -> R + Sync) -> Vec<R> {
    map_with(things, || (), |(), thing| make(thing))
}

/// [`map`], where each thread has something of its own to work with (what it has read before, say), so
/// that none waits for another. What is made of a thing must not depend on it.
pub fn map_with<T: Sync, R: Send, S>(
    things: &[T],
    own: impl Fn() -> S + Sync,
    make: impl Fn(&mut S, &T) -> R + Sync,
) -> Vec<R> {
    let threads = cores().min(things.len());
    if threads < 2 {
        let mut own = own();
        return things.iter().map(|thing| make(&mut own, thing)).collect();
    }
    let size = (things.len() / (threads * HANDFULS)).clamp(1, HANDFUL);
    let handfuls: Vec<&[T]> = things.chunks(size).collect();
    // Each thread takes the next things that no one has taken.
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut made, mut own) = (Vec::new(), own());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(handful) = handfuls.get(at) else { return made };
            let results: Vec<R> = handful.iter().map(|thing| make(&mut own, thing)).collect();
            made.push((at, results));
        }
    };
    let mut all: Vec<(usize, Vec<R>)> = thread::scope(|scope| {
        let others: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for other in others {
            match other.join() {
                Ok(made) => all.extend(made),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    all.sort_unstable_by_key(|(at, _)| *at);
    let mut out = Vec::with_capacity(things.len());
    all.into_iter().for_each(|(_, made)| out.extend(made));
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_the_things() {
        let things: Vec<usize> = (0..1_000).collect();
        assert_eq!(super::map(&things, |n| n * 2), (0..2_000).step_by(2).collect::<Vec<_>>());
        assert!(super::map(&[] as &[u8], |n| *n).is_empty());
    }
}

//! Small numbers that stand for things of one run, each of its own type.

macro_rules! index {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u32);

        impl $name {
            pub(crate) fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// Position in its table.
            #[must_use]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )+};
}

index! {
    /// An entity of [`crate::claim::World::entities`].
    EntityIx,
    /// A predicate of [`crate::claim::World::predicates`].
    PredicateIx,
    /// A scope of [`crate::claim::World::scopes`].
    ScopeIx,
    /// A source of [`crate::claim::World::sources`].
    SourceIx,
    /// A claim of [`crate::claim::World::claims`].
    ClaimIx,
    /// A printing of [`crate::claim::World::printings`].
    PrintingIx,
}

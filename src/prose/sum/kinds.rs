//! Kinds of things: "96 features, 41 documentaries and 67 short films" are films.

/// Nouns, each with nouns of kinds of it.
const KINDS: &[(&str, &[&str])] = &[
    ("film", &["feature", "documentary", "short", "animation", "cartoon", "comedy"]),
    ("title", &["novel", "biography", "memoir", "collection", "anthology", "feature", "short"]),
    ("book", &["novel", "biography", "memoir", "collection", "anthology", "atlas", "dictionary"]),
    (
        "vehicle",
        &[
            "car",
            "bus",
            "lorry",
            "truck",
            "van",
            "tram",
            "coach",
            "minibus",
            "taxi",
            "tractor",
            "motorcycle",
            "ambulance",
        ],
    ),
    ("building", &["house", "school", "church", "barn", "shop", "flat", "office", "hall", "shed"]),
    ("home", &["house", "flat", "apartment", "bungalow", "cottage"]),
    ("dwelling", &["house", "flat", "apartment", "bungalow", "cottage"]),
    ("property", &["house", "flat", "apartment", "shop", "office", "business", "farm"]),
    ("animal", &["sheep", "cow", "goat", "pig", "horse", "dog", "cat", "calf", "lamb", "hen"]),
    ("vessel", &["tanker", "ferry", "trawler", "tug", "barge", "yacht", "ship", "boat", "cutter"]),
    ("ship", &["tanker", "ferry", "trawler", "tug", "barge", "yacht", "frigate", "destroyer"]),
    ("boat", &["trawler", "tug", "barge", "yacht", "dinghy", "lifeboat", "launch"]),
    ("aircraft", &["helicopter", "jet", "fighter", "bomber", "drone", "airliner", "plane"]),
    ("plane", &["jet", "fighter", "bomber", "airliner"]),
    (
        "work",
        &["painting", "drawing", "sculpture", "print", "photograph", "etching", "watercolour"],
    ),
    ("object", &["painting", "drawing", "sculpture", "print", "coin", "vase", "ring", "statue"]),
    ("exhibit", &["painting", "drawing", "sculpture", "print", "photograph", "model"]),
    ("tree", &["oak", "beech", "ash", "pine", "birch", "lime", "elm", "maple", "spruce"]),
    ("document", &["letter", "map", "contract", "deed", "report", "file", "charter"]),
    ("weapon", &["rifle", "pistol", "shotgun", "grenade", "knife", "revolver"]),
    ("medal", &["gold", "silver", "bronze"]),
    ("pupil", &["boy", "girl"]),
    ("student", &["undergraduate", "postgraduate", "man", "woman"]),
    ("turbine", &["unit"]),
    ("crop", &["wheat", "barley", "maize", "rice"]),
    ("seat", &["stall", "box", "chair"]),
    ("instrument", &["violin", "viola", "cello", "flute", "trumpet", "horn"]),
    ("singer", &["soprano", "alto", "tenor", "bass", "baritone"]),
    ("match", &["win", "draw", "defeat", "loss"]),
    ("game", &["win", "draw", "defeat", "loss"]),
];

/// Whether a noun is that of a kind of what another noun means.
pub(super) fn is_kind(noun: &str, of: &str) -> bool {
    KINDS.iter().any(|(name, kinds)| *name == of && kinds.contains(&noun))
}

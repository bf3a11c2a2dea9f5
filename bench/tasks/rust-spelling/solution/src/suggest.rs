use crate::dictionary::Dictionary;

const FARTHEST: usize = 2;

/// The words nearest to `word`, nearest first; the word itself alone if the dictionary has it.
pub fn suggest<'a>(dictionary: &'a Dictionary, word: &str, limit: usize) -> Vec<&'a str> {
    if let Some(known) = dictionary.get(word) {
        return std::iter::once(known).take(limit).collect();
    }
    let wanted = lower(word);
    let mut near: Vec<(usize, &str)> = dictionary
        .words()
        .map(|known| (distance(&wanted, &lower(known)), known))
        .filter(|(distance, _)| *distance <= FARTHEST)
        .collect();
    near.sort_by_key(|(distance, _)| *distance); // Stable: the dictionary's order stays.
    near.into_iter()
        .map(|(_, known)| known)
        .take(limit)
        .collect()
}

fn lower(word: &str) -> Vec<char> {
    word.to_lowercase().chars().collect()
}

fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(left != right);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// What is searched for, and how it is shown.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Options {
    pub word: String,
    pub number: bool,
}

impl Options {
    /// Reads the arguments; an error says which of them makes no sense.
    pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Self, String> {
        let mut options = Self::default();
        let mut word = None;
        for argument in arguments {
            match argument.as_str() {
                "-n" | "--number" if word.is_none() => options.number = true,
                flag if flag.starts_with('-') && word.is_none() => {
                    return Err(format!("unknown flag: {flag}"))
                }
                _ if word.is_some() => return Err(format!("too many words: {argument}")),
                _ => word = Some(argument),
            }
        }
        options.word = word.ok_or("which word?")?;
        Ok(options)
    }
}

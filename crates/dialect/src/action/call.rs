//! Finds what has the shape of an action in a reply, whatever that shape is.
//!
//! Everything that could be an action counts, wherever it stands: if a reply holds two, no guess is made.
//! And whatever a text was found to hold it still holds if more text follows, so that a reply that was cut off
//! is never read as another action than the whole.

use kinglet_domain::action::{ActionName, Allowed, Body};

use crate::action::fenced::{Fence, Inner, content};
use crate::action::native::{self, Whole};
use crate::action::tagged::{self, Channel, Tag};
use crate::action::{Ended, body, doubt, name, path, talk, yaml};
use crate::fence::{closes, opening};
use crate::object::{self, Failed, Fault, Fields, Value};
use crate::replace::is_search;

/// Something that names an action, with what it is about.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Call {
    /// As it was named.
    pub(crate) name: String,
    pub(crate) fields: Fields,
    /// Values without a name.
    pub(crate) positional: Vec<Value>,
    /// What an edit changes, where it stands behind the call.
    pub(crate) body: Option<Body>,
    /// Whether more fields may have been meant to follow.
    pub(crate) open: bool,
    /// The words around it that say that it may not be meant.
    pub(crate) doubt: Option<&'static str>,
    /// What had to be mended.
    pub(crate) repairs: Vec<&'static str>,
}

impl Call {
    pub(super) fn new(name: &str, repair: &'static str) -> Self {
        Self {
            name: name.to_owned(),
            fields: Fields::new(),
            positional: Vec::new(),
            body: None,
            open: false,
            doubt: None,
            repairs: vec![repair],
        }
    }
}

/// Why the calls of a reply cannot be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// The reply ends within one.
    Cut,
    /// One is broken.
    Broken { problem: &'static str, at: usize },
    /// A field stands there twice.
    Twice(String),
}

/// What was found in a reply.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) calls: Vec<Call>,
    /// Whether there was a block of thoughts.
    pub(crate) thought: bool,
    /// Whether there was other text.
    pub(crate) talked: bool,
}

/// Stands for a call in the text around it; it is in no text that a tokenizer produces.
pub(super) const TAKEN: char = '\u{fffc}';

/// The calls of a reply, in order.
pub(crate) fn find(reply: &str, ended: Ended, allowed: &Allowed) -> Result<Found, Unclear> {
    let mut finder = Finder {
        text: reply,
        at: 0,
        ended,
        may_edit: allowed.contains(ActionName::Edit),
        fence: None,
        said: String::new(),
        found: Found::default(),
    };
    // Where the reply ends within an object, the text before it is looked at all the same.
    let shaped = finder.run();
    let said = if matches!(shaped, Ok(()) | Err(Unclear::Cut)) { finder.talk() } else { Ok(()) };
    match shaped.and(said) {
        // If the reply ends within something after a complete action, that action is what there is.
        Err(Unclear::Cut) if !finder.found.calls.is_empty() => Ok(finder.found),
        other => other.map(|()| finder.found),
    }
}

const UNFINISHED: &str = "what the edit changes is not complete: the closing fence or marker is missing";

struct Finder<'text> {
    text: &'text str,
    at: usize,
    ended: Ended,
    may_edit: bool,
    /// The fence that is open, if what stands in it may be a call.
    fence: Option<&'text str>,
    /// The text outside calls and thoughts.
    said: String,
    found: Found,
}

impl<'text> Finder<'text> {
    fn run(&mut self) -> Result<(), Unclear> {
        while let Some(offset) = self.rest().find(['{', '<', '`', '~', '(', ':']) {
            self.say(offset);
            let is_new_line = self.is_new_line();
            match self.rest().chars().next() {
                Some('{') => self.object()?,
                Some('(') => self.call()?,
                Some(':') => self.fields()?,
                Some('<') if is_new_line && is_search(self.line()) => self.blocks()?,
                Some('<') => self.tag()?,
                _ if is_new_line && opening(self.line().trim()).is_some() => self.fence()?,
                _ => self.say(self.rest().len() - self.rest().trim_start_matches(['`', '~']).len()),
            }
        }
        self.say(self.rest().len());
        Ok(())
    }

    fn rest(&self) -> &'text str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// The line that begins here, its end included.
    fn line(&self) -> &'text str {
        self.rest().split_inclusive('\n').next().unwrap_or_default()
    }

    /// Whether nothing but spaces stands before this place in its line.
    fn is_new_line(&self) -> bool {
        let before = self.text.get(..self.at).unwrap_or_default().trim_end_matches([' ', '\t']);
        before.is_empty() || before.ends_with('\n')
    }

    fn say(&mut self, length: usize) {
        let said = self.rest().get(..length).unwrap_or_default();
        self.said.push_str(said);
        self.at += length;
    }

    fn object(&mut self) -> Result<(), Unclear> {
        let named = talk::named_before(&self.said).map(str::to_owned);
        self.object_of(named.as_deref())
    }

    /// An object, or the fields of the action that was named for it.
    fn object_of(&mut self, named: Option<&str>) -> Result<(), Unclear> {
        match object::read(self.text, self.at) {
            Ok(parsed) => {
                let before = self.found.calls.len();
                let whole = Whole { open: parsed.open, repairs: parsed.repairs };
                native::calls(&parsed.fields, named, &whole, &mut self.found.calls)?;
                self.at = parsed.end;
                self.said.push(TAKEN);
                if parsed.open && self.found.calls.len() == before {
                    Err(Unclear::Cut)
                } else {
                    self.body(before)
                }
            }
            Err(failed) => self.failed(failed, named.is_some()),
        }
    }

    /// `read("a.py")`, at the beginning of a line or behind a label.
    fn call(&mut self) -> Result<(), Unclear> {
        let Some(name) = talk::callee(self.line_so_far()).map(str::to_owned) else {
            self.say(1);
            return Ok(());
        };
        match object::arguments(self.text, self.at) {
            Ok(found) => {
                let before = self.found.calls.len();
                let begun = self.line_so_far().len();
                self.said.truncate(self.said.len().saturating_sub(begun));
                self.found.calls.push(native::with_parentheses(
                    &name,
                    found.fields,
                    found.positional,
                    found.repairs,
                ));
                self.at = found.end;
                self.said.push(TAKEN);
                self.body(before)
            }
            Err(Failed { fault: Fault::Cut, .. }) => Err(Unclear::Cut),
            // Words in parentheses.
            Err(failed) => {
                self.say((failed.at - self.at).max(1));
                Ok(())
            }
        }
    }

    /// Fields, one a line, that begin with `action: read`.
    fn fields(&mut self) -> Result<(), Unclear> {
        let begun = self.line_so_far().len();
        let start = self.at - begun;
        if self.is_new_line_at(start)
            && talk::names_action(self.text.get(start..=self.at).unwrap_or_default())
            && let Some(found) = yaml::without_fence(self.text, start)?
        {
            if found.open && self.ended == Ended::Unknown {
                return Err(Unclear::Cut);
            }
            let before = self.found.calls.len();
            let whole = Whole { open: false, repairs: vec!["read YAML"] };
            native::calls(&found.fields, None, &whole, &mut self.found.calls)?;
            self.said.truncate(self.said.len().saturating_sub(begun));
            self.at = found.end;
            self.said.push(TAKEN);
            self.said.push('\n');
            return self.body(before);
        }
        self.say(1);
        Ok(())
    }

    /// What stands before this place in its line, as far as it matters.
    fn line_so_far(&self) -> &'text str {
        let near = self.text.ceil_char_boundary(self.at.saturating_sub(100));
        let before = self.text.get(near..self.at).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    fn is_new_line_at(&self, at: usize) -> bool {
        self.text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with('\n'))
    }

    /// What is no object may be code that the reply talks about, unless it names an action.
    fn failed(&mut self, failed: Failed, named: bool) -> Result<(), Unclear> {
        let matters = named || native::names_action(&failed.keys);
        match failed.fault {
            Fault::Cut => Err(Unclear::Cut),
            Fault::Deep => Err(Unclear::Broken { problem: "it has too many levels", at: failed.at }),
            Fault::Twice(key) if matters => Err(Unclear::Twice(key)),
            Fault::Broken(problem) if matters => Err(Unclear::Broken { problem, at: failed.at }),
            Fault::Twice(_) | Fault::Broken(_) => {
                self.say((failed.at - self.at).max(1));
                Ok(())
            }
        }
    }

    fn tag(&mut self) -> Result<(), Unclear> {
        if let Some(length) = tagged::end_of_thoughts(self.rest()) {
            self.end_of_thoughts(length);
            return Ok(());
        }
        if let Some(channel) = Channel::read(self.rest(), self.text.get(..self.at).unwrap_or_default()) {
            return self.message(&channel);
        }
        let Some(tag) = Tag::read(self.rest()) else {
            self.say(1);
            return Ok(());
        };
        let before = self.found.calls.len();
        let inside = self.rest().get(tag.length..).unwrap_or_default();
        let Some(end) = inside.find(&tag.close) else {
            self.at = self.text.len();
            self.found.thought |= tag.name.is_none();
            return Err(Unclear::Cut);
        };
        let content = inside.get(..end).unwrap_or_default();
        match tag.name {
            None => self.found.thought = true,
            Some(named) => {
                let call = tagged::call(named, content).map_err(|fault| match fault {
                    // The tag is closed, so nothing can follow.
                    Unclear::Cut => Unclear::Broken { problem: "it ends within a value", at: self.at },
                    Unclear::Broken { problem, at } => {
                        Unclear::Broken { problem, at: self.at + tag.length + at }
                    }
                    twice @ Unclear::Twice(_) => twice,
                })?;
                self.found.calls.push(call);
            }
        }
        self.at += tag.length + end + tag.close.len();
        self.said.push(TAKEN);
        self.body(before)
    }

    /// A message in a channel: thoughts, a call, or what is said.
    fn message(&mut self, channel: &Channel<'text>) -> Result<(), Unclear> {
        self.at += channel.length;
        if channel.is_thought {
            self.found.thought = true;
            let end = self.rest().find("<|end|>").or_else(|| self.rest().find("<|start|>"));
            self.at += end.unwrap_or(self.rest().len());
            return if end.is_some() { Ok(()) } else { Err(Unclear::Cut) };
        }
        self.said.push('\n');
        let Some(name) = channel.called else { return Ok(()) };
        self.at += self.rest().len() - self.rest().trim_start().len();
        if self.rest().starts_with('{') {
            self.object_of(Some(name))
        } else if self.rest().is_empty() {
            Err(Unclear::Cut)
        } else {
            Err(Unclear::Broken { problem: "the arguments are no object", at: self.at })
        }
    }

    /// A template may have opened the block already: all that stands before was thought.
    fn end_of_thoughts(&mut self, length: usize) {
        self.found.thought = true;
        self.at += length;
        // Of a part of a reply it would not have been known; so what was found counts there, and may contradict.
        if self.ended == Ended::ByItself {
            self.said.clear();
            self.found.calls.clear();
            self.fence = None;
        }
    }

    /// A line that opens or closes a fence.
    fn fence(&mut self) -> Result<(), Unclear> {
        let line = self.line();
        let bare = line.trim();
        if let Some(open) = self.fence {
            if closes(bare, open) {
                self.fence = None;
            }
            self.say(line.len());
            return Ok(());
        }
        let Some(fence) = opening(bare) else { return Ok(()) };
        let info = bare.trim_start_matches(|c| fence.starts_with(c)).trim();
        let inside = self.rest().get(line.len()..).unwrap_or_default();
        let inner = Inner::of(inside);
        if inner.is_blocks || self.may_edit && self.is_file(info, &inner) {
            return self.bare(inner.path, info, |text, at| body::fenced(text, at, fence));
        }
        let kind = Fence::of(info);
        let content = match kind {
            Fence::Any => None,
            Fence::Code | Fence::Yaml => Some(content(inside, fence).ok_or(Unclear::Cut)?),
        };
        match (kind, content) {
            (Fence::Yaml, Some(content)) if let Some(fields) = yaml::read(content)? => {
                let before = self.found.calls.len();
                let whole = Whole { open: false, repairs: vec!["read YAML"] };
                native::calls(&fields, None, &whole, &mut self.found.calls)?;
                self.at += line.len() + content.len();
                self.say(self.line().len());
                self.said.push(TAKEN);
                return self.body(before);
            }
            // Code that the reply shows is no call, unless it is nothing else.
            (Fence::Code, Some(content)) if !talk::is_one_call(content) => {
                self.at += line.len() + content.len();
                self.at += self.line().len();
                self.said.push_str("…\n");
                return Ok(());
            }
            _ => {}
        }
        self.fence = Some(fence);
        self.say(line.len());
        Ok(())
    }

    /// Blocks that follow no head.
    fn blocks(&mut self) -> Result<(), Unclear> {
        self.bare(None, "", body::blocks)
    }

    /// An edit without a head, if the path can be told.
    fn bare(
        &mut self,
        inner: Option<&str>,
        info: &str,
        read: impl Fn(&str, usize) -> Result<body::Found, Unclear>,
    ) -> Result<(), Unclear> {
        let path = self.path_of_edit(info, inner)?.map(str::to_owned);
        let found = read(self.text, self.at)?;
        let mut call = Call::new("edit", "took an edit without its first line");
        if let Some(path) = path {
            call.fields.insert("path".to_owned(), Value::Text(path));
        }
        call.body = Some(found.body);
        self.at = found.end;
        talk::forget_head(&mut self.said);
        call.doubt = doubt::before(&self.said);
        self.found.calls.push(call);
        self.said.push(TAKEN);
        self.said.push('\n');
        Ok(())
    }

    /// Whether a fenced block is a file, by the path that stands before it, behind its mark or in it.
    fn is_file(&self, info: &str, inner: &Inner<'_>) -> bool {
        let path = path::of_info(info).or_else(|| talk::path_before(&self.said)).or(inner.path);
        // An action may be said to be about a file, too.
        path.is_some_and(|path| !inner.is_object || path.rsplit('.').next() == Some("json"))
    }

    /// The path of an edit without a head; it is unclear if it is said twice, differently.
    fn path_of_edit<'a>(&'a self, info: &'a str, inner: Option<&'a str>) -> Result<Option<&'a str>, Unclear> {
        let mut named = [path::of_info(info), talk::path_before(&self.said), inner].into_iter().flatten();
        let path = named.next();
        if named.any(|other| Some(other) != path) {
            return Err(Unclear::Twice("path".to_owned()));
        }
        Ok(path)
    }

    /// Ends the calls that were found from this one on: what is said around them counts, and what follows an edit.
    fn body(&mut self, before: usize) -> Result<(), Unclear> {
        let said = self.said.trim_end_matches('\n');
        let doubt =
            doubt::before(said.strip_suffix(TAKEN).unwrap_or(said)).or_else(|| doubt::behind(self.line()));
        for call in self.found.calls.iter_mut().skip(before) {
            call.doubt = doubt;
        }
        let is_new = self.found.calls.len() == before + 1;
        let Some(call) = self.found.calls.last_mut().filter(|_| is_new) else { return Ok(()) };
        let is_edit = name::action(&call.name) == Some(ActionName::Edit);
        if !is_edit || !self.may_edit || native::holds_body(&call.fields) {
            return Ok(());
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let found = body::after_head(rest, self.fence).map_err(|unclear| match unclear {
            Unclear::Broken { problem, at } => Unclear::Broken { problem, at: self.at + at },
            // What stands before it is no action without it.
            Unclear::Cut => Unclear::Broken { problem: UNFINISHED, at: self.at },
            twice @ Unclear::Twice(_) => twice,
        });
        let Some(found) = found? else { return Ok(()) };
        call.body = Some(found.body);
        self.at += found.end;
        self.fence = None;
        Ok(())
    }

    fn talk(&mut self) -> Result<(), Unclear> {
        let said = std::mem::take(&mut self.said);
        self.found.talked = said.contains(|c: char| !c.is_whitespace() && !matches!(c, TAKEN | '`' | '~'));
        talk::calls(&said, self.ended, &mut self.found.calls)
    }
}

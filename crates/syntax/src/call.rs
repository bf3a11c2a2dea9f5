//! What a name is used for, and what calls pass.

use std::ops::Range;

use kinglet_domain::language::Language;
use tree_sitter::Node;

use crate::Source;
use crate::signature::{function_of, is_function, leaf};

/// The arguments of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arguments {
    /// The list with its parentheses, in bytes.
    pub list: Range<usize>,
    /// The arguments, in order.
    pub items: Vec<Argument>,
    /// Whether the call is written as that of a member (`cart.total()`).
    pub is_of_member: bool,
}

/// An argument.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// Where it stands, in bytes.
    pub span: Range<usize>,
    /// The parameter that it names, if it names one.
    pub keyword: Option<String>,
    /// Whether it stands for several (`*rest`, `...rest`).
    pub is_spread: bool,
}

/// What a name is used for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Usage {
    /// It is given to what is defined here.
    Definition,
    /// It is called.
    Call(Arguments),
    /// It is called in a way that cannot be rewritten, or within a macro that cannot be read.
    Opaque,
    /// It is imported, or exported.
    Import,
    /// It names a parameter or a field of something else.
    Key,
    /// It stands for a field and for its value (`{ total }`).
    Shorthand,
    /// It is given to a variable that is known within these bytes alone.
    Local(Range<usize>),
    /// Anything else: it is passed on, compared, named as a type.
    Value,
}

/// The kinds of statements that give names to variables, with the field that holds the names.
const BINDINGS: &[(&str, &str)] = &[
    ("let_declaration", "pattern"),
    ("assignment", "left"),
    ("variable_declarator", "name"),
    ("short_var_declaration", "left"),
    ("var_spec", "name"),
    ("range_clause", "left"),
    ("for_statement", "left"),
    ("for_in_statement", "left"),
    ("for_expression", "pattern"),
    ("named_expression", "name"),
];
/// The kinds of nodes that stand for something with a name, with the field that holds it.
const PATHS: &[(&str, &str)] = &[
    ("attribute", "attribute"),
    ("member_expression", "property"),
    ("field_expression", "field"),
    ("selector_expression", "field"),
    ("scoped_identifier", "name"),
    ("generic_function", "function"),
];
/// What a call is made the text of, to read the arguments of a macro.
const PROBE: &str = "fn f() { f";

impl Source<'_> {
    /// The quotation mark of the text of Python that a place lies in, as what is computed for it: before Python 3.12 it may not
    /// stand there again.
    #[must_use]
    pub fn mark_around(&self, at: usize) -> Option<&str> {
        let node = self.parsed.as_ref().and_then(|(_, tree)| leaf(tree, at))?;
        let string =
            ancestors(node).skip_while(|it| it.kind() != "interpolation").find(|it| it.kind() == "string")?;
        let mark = self.text.get(string.start_byte()..)?.trim_start_matches(char::is_alphabetic);
        mark.get(..1).filter(|_| {
            self.language == Language::Python && !mark.starts_with("\"\"\"") && !mark.starts_with("'''")
        })
    }

    /// The statements that import something, or export what is defined elsewhere, in bytes and in order.
    #[must_use]
    pub fn import_statements(&self) -> Vec<Range<usize>> {
        let Some((_, tree)) = &self.parsed else { return Vec::new() };
        let mut found = Vec::new();
        let mut cursor = tree.walk();
        loop {
            let node = cursor.node();
            if is_import(node) && node.kind() != "export_clause" {
                found.push(node.byte_range());
            } else if cursor.goto_first_child() {
                continue;
            }
            while !cursor.goto_next_sibling() {
                if !cursor.goto_parent() {
                    return found;
                }
            }
        }
    }

    /// Whether the name that begins at a byte may be given to something there: a variable, a parameter, a field. What might
    /// be meant so counts as well: of a pattern, say, it is not known which names it takes from elsewhere.
    #[must_use]
    pub fn is_binding(&self, at: usize) -> bool {
        let node = self.parsed.as_ref().and_then(|(_, tree)| leaf(tree, at));
        node.is_some_and(|node| binder_of(node).is_some() || is_given(node))
    }

    /// What the name that begins at a byte is used for.
    #[must_use]
    pub fn usage(&self, at: usize) -> Usage {
        let Some(node) = self.parsed.as_ref().and_then(|(_, tree)| leaf(tree, at)) else {
            return Usage::Value;
        };
        let Some(parent) = node.parent() else { return Usage::Value };
        if parent.kind() == "token_tree" {
            return in_macro(node, self.text);
        }
        if is_definition(node, parent) {
            return Usage::Definition;
        }
        if ancestors(node).any(|it| is_import(it)) {
            return Usage::Import;
        }
        let is = |kind: &str, field: &str| {
            parent.kind() == kind && parent.child_by_field_name(field) == Some(node)
        };
        if is("keyword_argument", "name")
            || is("pair", "key")
            || is("field_initializer", "field")
            || (parent.kind() == "keyed_element" && parent.named_child(0) == Some(node))
        {
            return Usage::Key;
        }
        if matches!(node.kind(), "shorthand_property_identifier")
            || parent.kind() == "shorthand_field_initializer"
        {
            return Usage::Shorthand;
        }
        if let Some(scope) = scope_of_local(node) {
            return Usage::Local(scope);
        }
        called(node, self.text)
    }
}

fn ancestors(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    std::iter::successors(node.parent(), Node::parent)
}

fn is_definition(node: Node<'_>, parent: Node<'_>) -> bool {
    if function_of(node).is_some() {
        return true;
    }
    let kind = parent.kind();
    let is_type = kind.ends_with("_item")
        || matches!(
            kind,
            "class_definition"
                | "class_declaration"
                | "interface_declaration"
                | "type_alias_declaration"
                | "enum_declaration"
                | "abstract_class_declaration"
                | "type_spec"
                | "const_spec"
                | "type_alias"
        );
    let is_named = parent.child_by_field_name("name") == Some(node);
    // A variable of the module.
    let is_outermost = matches!(kind, "variable_declarator" | "assignment" | "var_spec")
        && ["name", "left"].iter().any(|field| parent.child_by_field_name(field) == Some(node))
        && !ancestors(parent).any(|it| is_function(it));
    (is_type && is_named) || is_outermost
}

fn is_import(node: Node<'_>) -> bool {
    matches!(
        node.kind(),
        "use_declaration"
            | "import_statement"
            | "import_from_statement"
            | "future_import_statement"
            | "import_declaration"
            | "export_clause"
            | "preproc_include"
    )
}

/// Where a variable is known, if the name is given to one within a function.
fn scope_of_local(name: Node<'_>) -> Option<Range<usize>> {
    let binder = binder_of(name)?;
    std::iter::once(binder).chain(ancestors(binder)).find(|it| is_function(*it)).map(|it| it.byte_range())
}

/// The statement that gives a name to a variable, or the function that gives it to a parameter.
fn binder_of(name: Node<'_>) -> Option<Node<'_>> {
    let mut node = name;
    let mut above = ancestors(name);
    loop {
        let parent = above.next()?;
        if is_function(parent) {
            let holds = |field| parent.child_by_field_name(field) == Some(node);
            return (holds("parameters") || holds("parameter")).then_some(parent);
        }
        if let Some((_, field)) = BINDINGS.iter().find(|(kind, _)| *kind == parent.kind()) {
            return (parent.child_by_field_name(field) == Some(node)).then_some(parent);
        }
        let is_value = ["value", "type", "right", "default"]
            .iter()
            .any(|field| parent.child_by_field_name(field) == Some(node));
        let kind = parent.kind();
        let is_pattern = kind.contains("pattern")
            || kind.contains("parameter")
            || matches!(kind, "expression_list" | "tuple" | "list");
        if is_value || !is_pattern {
            return None;
        }
        node = parent;
    }
}

/// Whether something may be given a name here, by the kinds of what surrounds it.
fn is_given(name: Node<'_>) -> bool {
    const GIVE: [&str; 7] =
        ["pattern", "parameter", "variant", "enumerator", "enum_", "label", "for_in_clause"];
    const DEFINE: [&str; 6] = ["declaration", "definition", "_item", "_spec", "specifier", "_signature"];
    let mut node = name;
    for parent in ancestors(name).take(4) {
        let (kind, is_in) = (parent.kind(), |field: &str| parent.child_by_field_name(field) == Some(node));
        let is_used = ["value", "type", "right", "default"].iter().any(|field| is_in(field));
        if is_used && kind != "pair_pattern" {
            return false;
        }
        let is_defined = is_in("name") && DEFINE.iter().any(|end| kind.ends_with(end));
        if is_defined || is_in("declarator") || GIVE.iter().any(|word| kind.contains(word)) {
            return true;
        }
        if !kind.contains("list") {
            return false;
        }
        node = parent;
    }
    false
}

fn called(name: Node<'_>, text: &str) -> Usage {
    let mut callee = name;
    let mut is_of_member = false;
    while let Some(parent) = callee.parent() {
        let is_path = PATHS
            .iter()
            .any(|(kind, field)| parent.kind() == *kind && parent.child_by_field_name(field) == Some(callee));
        if !is_path {
            break;
        }
        is_of_member |= !matches!(parent.kind(), "scoped_identifier" | "generic_function");
        callee = parent;
    }
    let Some(call) = callee.parent() else { return Usage::Value };
    let callee_field = match call.kind() {
        "call" | "call_expression" => "function",
        "method_invocation" => "name",
        "new_expression" => "constructor",
        "object_creation_expression" => "type",
        _ => return Usage::Value,
    };
    if call.child_by_field_name(callee_field) != Some(callee) {
        return Usage::Value;
    }
    is_of_member |= call.child_by_field_name("object").is_some();
    match call.child_by_field_name("arguments") {
        Some(list) if matches!(list.kind(), "arguments" | "argument_list") => {
            Usage::Call(Arguments { list: list.byte_range(), items: arguments(list, text, 0), is_of_member })
        }
        _ => Usage::Opaque,
    }
}

/// - `shift`: so many bytes less stand before it in the text than in the tree.
fn arguments(list: Node<'_>, text: &str, shift: usize) -> Vec<Argument> {
    let mut cursor = list.walk();
    let items = list.named_children(&mut cursor).filter(|it| !it.is_extra());
    let item = |node: Node<'_>| {
        let keyword = (node.kind() == "keyword_argument").then(|| node.child_by_field_name("name")).flatten();
        let span = node.byte_range();
        // Go has its dots behind.
        let is_followed = node.next_sibling().is_some_and(|it| it.kind() == "...");
        Argument {
            span: span.start - shift..span.end - shift,
            keyword: keyword.and_then(|it| text.get(it.byte_range())).map(str::to_owned),
            is_spread: is_followed
                || matches!(
                    node.kind(),
                    "list_splat" | "dictionary_splat" | "spread_element" | "variadic_argument"
                ),
        }
    };
    items.map(item).collect()
}

/// A call among the tokens that a macro is given.
fn in_macro(name: Node<'_>, text: &str) -> Usage {
    let sibling = |node: Option<Node<'_>>| node.and_then(|it| text.get(it.byte_range())).unwrap_or_default();
    let before = sibling(name.prev_sibling());
    let Some(list) = name.next_sibling().filter(|it| it.kind() == "token_tree") else { return Usage::Value };
    let Some(written) = text.get(list.byte_range()).filter(|it| it.starts_with('(')) else {
        return Usage::Value;
    };
    if before == "fn" {
        return Usage::Opaque;
    }
    let probe = format!("{PROBE}{written} }}");
    let source = Source::parse(Language::Rust, &probe);
    let Some((_, tree)) = source.parsed.as_ref().filter(|(_, tree)| !tree.root_node().has_error()) else {
        return Usage::Opaque;
    };
    let at = PROBE.len() - 1;
    let call = leaf(tree, at).and_then(|it| it.parent());
    let Some(node) = call.and_then(|it| it.child_by_field_name("arguments")) else { return Usage::Opaque };
    let begin = list.start_byte();
    let moved = |span: Range<usize>| begin + span.start..begin + span.end;
    let items = arguments(node, &probe, PROBE.len())
        .into_iter()
        .map(|it| Argument { span: moved(it.span.clone()), ..it })
        .collect();
    Usage::Call(Arguments { list: list.byte_range(), items, is_of_member: before == "." })
}

#[cfg(test)]
mod tests {
    use insta::assert_snapshot;

    use super::*;

    /// What each `total` of a text is used for.
    fn check(language: Language, text: &str) -> String {
        let source = Source::parse(language, text);
        let names = source.names(0..text.len()).into_iter().filter(|name| name.text == "total");
        let line = |at: usize| match source.usage(at) {
            Usage::Definition => match source.signature(at) {
                Some(it) => {
                    let parameters =
                        it.parameters.iter().map(|it| format!("{:?} {}: `{}`", it.sort, it.name, it.text));
                    format!("function ({})", parameters.collect::<Vec<_>>().join(", "))
                }
                None => "definition".to_owned(),
            },
            Usage::Call(it) => {
                let items = it.items.iter().map(|item| {
                    let spread = if item.is_spread { "spread " } else { "" };
                    let keyword = item.keyword.as_ref().map_or(String::new(), |it| format!("{it} by "));
                    format!("{spread}{keyword}`{}`", &text[item.span.clone()])
                });
                let member = if it.is_of_member { "member " } else { "" };
                format!("{member}call of {}", items.collect::<Vec<_>>().join(", "))
            }
            Usage::Local(scope) => format!("local to {} bytes", scope.len()),
            other => format!("{other:?}"),
        };
        names.map(|name| line(name.at)).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn python() {
        assert_snapshot!(check(Language::Python, "
from cart import total
def total(a, b: int, c=1, d: int = 2, *rest: int, key, **more): pass
class Cart:
    def total(self, a, /, *, b): pass
    @staticmethod
    def total(a): pass
total(1, *more, b=f(2, 3), **rest)
cart.total(
    1,  # one
)
sorted(x, key=total)
f(total=1)
total(x for x in y)
def g(total): return total
def h():
    total = 1
"), @"
        Import
        function (Required a: `a`, Required b: `b: int`, Optional c: `c=1`, Optional d: `d: int = 2`, Rest rest: `*rest: int`, Required key: `key`, Rest more: `**more`)
        function (Receiver self: `self`, Required a: `a`, Mark : `/`, Mark : `*`, Required b: `b`)
        function (Required a: `a`)
        call of `1`, spread `*more`, b by `b=f(2, 3)`, spread `**rest`
        member call of `1`
        Value
        Key
        Opaque
        local to 26 bytes
        Value
        local to 22 bytes
        ");
    }

    #[test]
    fn rust() {
        assert_snapshot!(check(Language::Rust, r#"
use crate::cart::total;
pub fn total<T>(&self, mut a: u32, (b, c): (u8, u8)) -> u32 { 0 }
trait Cart { fn total(&self, a: u32); }
fn main() {
    total::<u8>(1, f(2, 3));
    cart::total(1);
    self.cart.total(|a, b| a);
    assert_eq!(total(1, g::<A, B>(2)), x.total(3), "{}", total);
    let total = 1;
    iter.map(total);
}
"#), @"
        Import
        function (Receiver : `&self`, Required a: `mut a: u32`, Required : `(b, c): (u8, u8)`)
        function (Receiver : `&self`, Required a: `a: u32`)
        call of `1`, `f(2, 3)`
        call of `1`
        member call of `|a, b| a`
        call of `1`, `g::<A, B>(2)`
        member call of `3`
        Value
        local to 198 bytes
        Value
        ");
    }

    #[test]
    fn typescript_and_javascript() {
        assert_snapshot!(check(Language::TypeScript, "
import { total } from './cart';
export function total(a: number, b?: string, c = 1, ...rest: number[]): number { return 0; }
export const total = (this: Cart, a: number) => a;
class Cart { total(a: number) { return a; } }
total(1, ...more);
cart?.total(f(1, 2));
const x = { total, total: 1 };
export { total };
new Map().set(total, `${total(1)}`);
total`x`;
const f = (total: number) => total;
"), @"
        Import
        function (Required a: `a: number`, Optional b: `b?: string`, Optional c: `c = 1`, Rest rest: `...rest: number[]`)
        function (Receiver this: `this: Cart`, Required a: `a: number`)
        function (Required a: `a: number`)
        call of `1`, spread `...more`
        member call of `f(1, 2)`
        Shorthand
        Key
        Import
        Value
        call of `1`
        Opaque
        local to 24 bytes
        Value
        ");
        assert_snapshot!(check(Language::JavaScript, "function total(a, b = 1, { c }, ...rest) {}\nconst total = a => a;\n"), @"
        function (Required a: `a`, Optional b: `b = 1`, Required : `{ c }`, Rest rest: `...rest`)
        definition
        ");
    }

    #[test]
    fn go() {
        assert_snapshot!(check(Language::Go, "
package cart
func total(a, b int, c string, rest ...int) int { return 0 }
func (c *Cart) total(int, string) {}
func main() {
    total(1, 2, xs...)
    cart.total(1)
    total := 1
    f(total)
    x := Cart{total: 1}
}
"), @"
        function (Required a: `a int`, Required b: `b int`, Required c: `c string`, Rest rest: `rest ...int`)
        function (Required : `int`, Required : `string`)
        call of `1`, `2`, spread `xs...`
        member call of `1`
        local to 108 bytes
        Value
        Value
        ");
    }
}

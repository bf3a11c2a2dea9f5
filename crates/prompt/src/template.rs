//! Text files with `{{placeholders}}`.

/// Puts values in the place of placeholders. Values are not searched for placeholders themselves.
///
/// - `values`: one for each placeholder of the template, and no others. Templates and their values are parts of the
///   program: the tests render each, with these assertions.
pub(crate) fn render(template: &str, values: &[(&str, &str)]) -> String {
    debug_assert_eq!(problems(template, values), [""; 0]);
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        out.push_str(before);
        let named = after.split_once("}}").and_then(|(name, after)| {
            values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, after))
        });
        if let Some((value, after)) = named {
            out.push_str(value);
            rest = after;
        } else {
            out.push_str("{{");
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The placeholders without a value, and the values without a placeholder.
fn problems<'a>(template: &'a str, values: &[(&'a str, &str)]) -> Vec<&'a str> {
    let placeholders: Vec<&str> =
        template.split("{{").skip(1).map(|after| after.split("}}").next().unwrap_or_default()).collect();
    let known: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let missing = placeholders.iter().filter(|name| !known.contains(name));
    missing.chain(known.iter().filter(|name| !placeholders.contains(name))).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_placeholder_has_a_value_and_each_value_a_placeholder() {
        assert_eq!(render("a {{x}} b {{y}}, {{x}}", &[("x", "{{y}}"), ("y", "2")]), "a {{y}} b 2, {{y}}");
        assert_eq!(problems("{{x}} {{y}}", &[("x", ""), ("z", "")]), ["y", "z"]);
        assert_eq!(problems("{{x", &[]), ["x"]);
    }

    #[test]
    #[should_panic(expected = "left")]
    fn a_mistaken_template_ends_the_test_that_renders_it() {
        render("{{name}}", &[("nam", "x")]);
    }
}

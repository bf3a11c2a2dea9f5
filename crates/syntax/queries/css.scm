; By the first of its selectors.
(stylesheet (rule_set (selectors . (_) @name)) @constant)

(import_statement (string_value (string_content) @import))

(class_definition name: (identifier) @name) @type
(object_definition name: (identifier) @name) @type
(trait_definition name: (identifier) @name) @type
(enum_definition name: (identifier) @name) @type
(type_definition name: (type_identifier) @name) @alias
(function_definition name: (_) @name) @function
(function_declaration name: (_) @name) @function
(given_definition name: (identifier) @name) @constant
(compilation_unit (val_definition pattern: (identifier) @name) @constant)
(object_definition body: (template_body (val_definition pattern: (identifier) @name) @constant))

(import_declaration . path: (_) @import .)
(import_declaration . path: (_) @import path: (_) @import .)
(import_declaration . path: (_) @import . (namespace_wildcard))
(import_declaration . path: (_) @import path: (_) @import . (namespace_wildcard))
(import_declaration . path: (identifier) @prefix (namespace_selectors) @list)
(namespace_selectors [(identifier) @import (as_renamed_identifier name: (_) @import) (arrow_renamed_identifier name: (_) @import)])

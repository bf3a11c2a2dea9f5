(function_item name: (identifier) @name) @function
(struct_item name: (type_identifier) @name) @type
(enum_item name: (type_identifier) @name) @type
(trait_item name: (type_identifier) @name) @type
(type_item name: (type_identifier) @name) @type
(const_item name: (identifier) @name) @constant
(static_item name: (identifier) @name) @constant
(macro_definition name: (identifier) @name) @function
(impl_item type: (type_identifier) @name) @container
(impl_item type: (generic_type type: (type_identifier) @name)) @container
(mod_item name: (identifier) @name body: (_)) @container
(use_declaration argument: [(identifier) (scoped_identifier)] @import)
(use_declaration argument: (use_as_clause path: (_) @import))
(use_declaration argument: (use_wildcard (_) @import))
(use_list [(identifier) (scoped_identifier)] @import)
(use_list (use_as_clause path: (_) @import))
(use_list (use_wildcard (_) @import))
(scoped_use_list path: (_) @prefix list: (_) @list)
(scoped_use_list path: (_) @import list: (use_list (self)))
(extern_crate_declaration name: (_) @import)
(mod_item name: (identifier) @import !body)

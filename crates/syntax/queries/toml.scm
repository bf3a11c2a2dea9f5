(document (pair . (_) @name) @constant)
(table . (_) @name) @constant
(table_array_element . (_) @name) @constant

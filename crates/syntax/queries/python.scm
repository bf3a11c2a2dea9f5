; What captures mean, in all files of this folder:
;   @function, @type, @constant, @test   a symbol: the whole node
;   @alias       a type that is only another name: it qualifies nothing
;   @container   no symbol, but qualifies the names of those within
;   @name        the name of any of these; @receiver stands before it, several in order
;   @around      belongs to the symbol @inner, but stands around it
;   @import      what an import names; of several in one match, the text from the first to the last
;   @prefix      stands before what is imported within @list
;   @_           whatever begins with this is for predicates only
(function_definition name: (identifier) @name) @function
(class_definition name: (identifier) @name) @type
(module (expression_statement (assignment left: (identifier) @name)) @constant)
(decorated_definition definition: (_) @inner) @around

(import_statement name: [(dotted_name) @import (aliased_import name: (_) @import)])
(import_from_statement module_name: (_) @import)

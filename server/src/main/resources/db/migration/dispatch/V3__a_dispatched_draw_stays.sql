-- What stands in for the foreign key of V2 asks at INSERT only: the draw of an assignment must not go, nor change.
REVOKE DELETE ON dispatch.dispatched_draw, dispatch.assignment FROM mingchou_app;
REVOKE UPDATE ON dispatch.dispatched_draw FROM mingchou_app;
GRANT UPDATE (closed_at, closed_by, second_revealed_at) ON dispatch.dispatched_draw TO mingchou_app;

/** What acceptance tests stand on: the whole application on a port, real PostgreSQL, real HTTP, real accounts. */
@NullMarked
package org.mingchou.testing;

import org.jspecify.annotations.NullMarked;

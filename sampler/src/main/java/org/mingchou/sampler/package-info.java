/** The draw, the officer matching and the transparency log as pure functions: no clock, no database, no framework. */
@NullMarked
package org.mingchou.sampler;

import org.jspecify.annotations.NullMarked;

/** Whether the process lives and can be of use. */
@NullMarked
package dev.millrace.app.health;

import org.jspecify.annotations.NullMarked;

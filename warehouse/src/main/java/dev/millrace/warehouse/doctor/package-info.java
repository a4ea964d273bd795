/** Whether tables and logs agree, and making them agree again. */
@NullMarked
package dev.millrace.warehouse.doctor;

import org.jspecify.annotations.NullMarked;

package dev.millrace.warehouse.publish;

import java.time.Duration;

/**
 * How publishing goes in a warehouse.
 *
 * @param trashKept how long tables and columns can come back that left their workbook
 * @param ddl whether Millrace itself makes and alters tables; if not, it gives a script
 */
public record PublishTerms(Duration trashKept, boolean ddl) {}

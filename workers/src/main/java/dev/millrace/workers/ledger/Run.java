package dev.millrace.workers.ledger;

import dev.millrace.workbook.access.Reader;
import dev.millrace.workers.execution.Context;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * What of an execution never changes once it is claimed.
 *
 * @param incarnation of the engine it runs on
 * @param instance process instance that claimed it; empty until one did
 */
public record Run(
    String id,
    String workbook,
    int workbookVersion,
    String sequence,
    Reader reader,
    Context context,
    Instant startedAt,
    String incarnation,
    OptionalLong instance) {}

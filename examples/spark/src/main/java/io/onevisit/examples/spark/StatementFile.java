package io.onevisit.examples.spark;

import java.io.Serializable;
import java.time.LocalDate;

/**
 * Where a bank's statement of a day lies, on a disk that every worker sees.
 *
 * @param bank the bank
 * @param day the day in Asia/Shanghai
 * @param path the file, bank text in UTF-8
 */
public record StatementFile(String bank, LocalDate day, String path) implements Serializable {}

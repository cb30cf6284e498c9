package io.onevisit.licence.approval;

/** One thing that a matter needs (办事条件). */
public sealed interface Requirement permits RequiredAge, RequiredLicence, RequiredRecord {
    /** What it is, in Chinese, for reasons. */
    String nameZh();

    /** What it is, in English, for reasons. */
    String nameEn();
}

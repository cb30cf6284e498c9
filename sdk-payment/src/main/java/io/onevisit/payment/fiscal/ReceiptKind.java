package io.onevisit.payment.fiscal;

import io.onevisit.core.internal.Require;

/**
 * Which kind of receipt a department may issue (票据类型和版本), as agreed on with the platform.
 *
 * @param typeCode BillTypeCode, at most 30 characters
 * @param typeName BillTypeName, at most 100
 * @param versionCode BillVerCode, at most 30
 * @param versionName BillVerName, at most 100
 */
public record ReceiptKind(String typeCode, String typeName, String versionCode, String versionName) {
    public ReceiptKind {
        Require.text(typeCode, "receipt type code", 30);
        Require.text(typeName, "receipt type name", 100);
        Require.text(versionCode, "receipt version code", 30);
        Require.text(versionName, "receipt version name", 100);
    }

    XmlText put(XmlText xml) {
        return xml.put("BillTypeCode", typeCode)
                .put("BillTypeName", typeName)
                .put("BillVerCode", versionCode)
                .put("BillVerName", versionName);
    }
}

package io.onevisit.licence.qr;

import io.onevisit.core.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compression by zlib, RFC 1950, with a preset dictionary, used where it makes a message shorter. A packed message
 * starts with 78, a plain one with the tag of COSE. The dictionary is part of the format: it is what lets a licence with
 * addresses fit into one code.
 */
final class Packing {
    static final int MAX_OCTETS = 4096;

    private static final int ZLIB = 0x78;

    /**
     * Words of licences, names of fields with the octet that CBOR puts before them (b for two letters, d for four), and
     * whole phrases where registers use the same again and again; those most often used stand last, where references to
     * them are shortest.
     */
    private static final byte[] DICTIONARY = ("变更转让抵押注销遗失补发电工焊工架子司索信号起重塔式机械安装拆卸高处作业吊篮"
                    + "不动产权第按份国有集体土地宅基地使用权构筑物宗地面积划拨租赁"
                    + "商业服务办公工业用地仓储车位食品餐饮经营许可热销售制售药品医疗器械道路运输"
                    + "有限责任公司股份个体工商户合伙企业分公司工程建筑集团科技贸易"
                    + "北京上海天津重庆河北山西辽宁吉林黑龙江江苏安徽福建江西山东河南湖北湖南广东海南"
                    + "四川贵州云南陕西甘肃青海内蒙古广西西藏宁夏新疆自治区省浙江省杭州市区县镇乡村社区大道街道路 号 幢 单元 室"
                    + "男女汉族长期无 - / . ( ) （）、，。："
                    + "钢筋混凝土结构混合结构砖木结构钢混结构，总层数 ，所在层 "
                    + "x\u0019城镇住宅用地/住宅x\u0019出让/市场化商品房x,国有建设用地使用权/房屋所有权l单独所有l共同共有"
                    + "001111414511516**************https://status..gov.cn/zz/"
                    + "dJYCSbXMeFDDBRbZSdJYXMbLBdCZLBcGZDdWCCLdZRQXbBMbZCcSRQgCZHKSZDeJZDZZbXBbMZdCSRQdQFJG"
                    + "bFJbMJbYTbZLdDJSJdGYQKdQLLXdQLXZdSYQXdTDMJdZDZHfBDCDYHfQLQTZKGB00F0001"
                    + "198019902024-j2025-j2026-j2027-01-02-11-12-20-30-31"
                    + "1.2.156.3005.2.11100000000013338W01111100000MB03271699001.1133000000000.0001.001."
                    + "kstatus_list\u00a2cidx\u001a\u0000curix")
            .getBytes(StandardCharsets.UTF_8);

    private Packing() {}

    /** The shorter of {@code octets} and their compression. */
    static byte[] pack(byte[] octets) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(DICTIONARY);
            deflater.setInput(octets);
            deflater.finish();
            byte[] packed = new byte[octets.length];
            int length = deflater.deflate(packed);
            return deflater.finished() ? Arrays.copyOf(packed, length) : octets;
        } finally {
            deflater.end();
        }
    }

    /**
     * What was packed.
     *
     * @throws MalformedMessageException when it does not unpack to its end, goes on after it, or is too long
     */
    static byte[] unpack(byte[] octets) {
        boolean packed = octets.length > 0 && octets[0] == ZLIB;
        return packed ? inflate(octets) : octets;
    }

    private static byte[] inflate(byte[] packed) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(packed);
            byte[] octets = new byte[MAX_OCTETS + 1];
            int length = inflater.inflate(octets);
            if (inflater.needsDictionary()) {
                inflater.setDictionary(DICTIONARY);
                length = inflater.inflate(octets);
            }
            if (!inflater.finished() || inflater.getRemaining() > 0 || length > MAX_OCTETS) {
                throw malformed();
            }
            return Arrays.copyOf(octets, length);
        } catch (DataFormatException | IllegalArgumentException e) {
            throw malformed(); // the latter for another dictionary
        } finally {
            inflater.end();
        }
    }

    private static MalformedMessageException malformed() {
        return new MalformedMessageException("zlib", "does not unpack to at most " + MAX_OCTETS + " octets");
    }
}

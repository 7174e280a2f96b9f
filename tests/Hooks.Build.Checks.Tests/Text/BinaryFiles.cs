using System.IO.Compression;
using System.Text;

namespace Hooks.Build.Checks.Tests.Text;

/// <summary>Files that begin like text and are none, made as small as their formats allow.</summary>
internal static class BinaryFiles
{
    private static readonly string Lines = string.Concat(Enumerable.Range(0, 120).Select(i => $"{i} 0 obj \n<< /Type /Page /Parent 1 0 R >> \nendobj\r\n"));

    // A picture without contrast: bytes of letters and blanks alone.
    private static readonly string Flat = string.Concat(Enumerable.Repeat("`abc de \nabcd\n", 40));

    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>
    {
        ["PDF"] = Join("%PDF-1.5\r%", new byte[] { 0xE2, 0xE3, 0xCF, 0xD3 }, "\r\n", Lines, "stream\n", Compressed(), "\nendstream \n%%EOF \n"),
        ["PDF of ASCII"] = Join("%PDF-1.4 \n", Lines, "%%EOF \n"),
        ["PostScript"] = Join("%!PS-Adobe-3.0 EPSF-3.0 \n", Lines),
        ["PostScript with a preview"] = Join(new byte[] { 0xC5, 0xD0, 0xD3, 0xC6, 30, 0, 0, 0 }, "%!PS-Adobe-3.0 \n", Lines),
        ["PGM"] = Join("P5\n# made by hand \n8 8\n255\n", new string(' ', 63) + "\n"),
        ["PPM"] = Join("P6 4 4 255\n", new string(' ', 48)),
        ["PAM"] = Join("P7\nWIDTH 4\nHEIGHT 4\nDEPTH 1\nMAXVAL 255\nENDHDR\n", "abcd efgh\n   "),
        ["FITS"] = Join("SIMPLE  =                    T ".PadRight(80), new string(' ', 2800)),
        ["WARC"] = Join("WARC/1.0\r\nWARC-Type: response \r\nContent-Length: 20\r\n\r\n", "HTTP/1.1 200 OK \r\n\r\n "),
        ["OpenType"] = Join("OTTO", new byte[] { 0, 9, 0, 128 }, Lines),
        ["WOFF2"] = Join("wOF2", Lines),
        ["SQLite"] = Join("SQLite format 3\0", Lines),
        ["strong name key"] = Join(new byte[] { 7, 2, 0, 0, 0, 0x24, 0, 0 }, "RSA2", Lines),
        ["certificate in DER"] = Join(new byte[] { 0x30, 0x82, 0x05, 0x20 }, Lines),
        ["gzip"] = Join(new byte[] { 0x1F, 0x8B, 8, 8 }, Lines),
        ["zip"] = Join("PK\x03\x04", Lines),
        ["archive of objects"] = Join("!<arch>\n", "debian-binary   1700000000  0     0     100644  4         `\n2.0\n"),
        ["self-extracting script"] = Join("#!/bin/sh \n", string.Concat(Enumerable.Repeat("echo unpacking \n", 100)), "exit 0\n", Compressed()),
        ["RTF"] = Join("{\\rtf1\\ansi \n", Lines, "}"),
        ["NUL far behind"] = Join(string.Concat(Enumerable.Repeat("a line of text \n", 2000)), "\0"),
        ["Netpbm with a comment on the first line"] = Join("P5 # made by a scanner \n8 8\n255\n", Flat),
        ["Netpbm with a comment behind the name"] = Join("P6# x \n4 4\n255\n", Flat),
        ["Netpbm with comments everywhere"] = Join("P5\n\t# one \n# two \n8 # three \n# four \n8\n255\n", Flat),
        ["PAM with comments"] = Join("P7\n# one \n# two \nHEIGHT 4\nWIDTH 4\nENDHDR\n", Flat),
        ["NRRD"] = Join("NRRD0004\ntype: uchar \ndimension: 2\nsizes: 8 8\nencoding: raw\n\n", Flat),
        ["MetaImage"] = Join("ObjectType = Image\nNDims = 2 \nDimSize = 8 8\nElementType = MET_UCHAR\nElementDataFile = LOCAL\n", Flat),
        ["PLY"] = Join("ply\nformat binary_little_endian 1.0\nelement vertex 64 \nproperty uchar i\nend_header\n", Flat),
        ["VTK"] = Join("# vtk DataFile Version 3.0\na title \nBINARY\nDATASET STRUCTURED_POINTS\nLOOKUP_TABLE default\n", Flat),
        ["PCD"] = Join("# .PCD v0.7\nVERSION 0.7 \nFIELDS i\nPOINTS 64\nDATA binary\n", Flat),
        ["PCD without a comment"] = Join("VERSION 0.7\nFIELDS i \nPOINTS 64\nDATA binary_compressed\n", Flat),
        ["dump of Subversion"] = Join("SVN-fs-dump-format-version: 2\n\nNode-path: a\nText-content-length: 9\n\nhello   \n"),
        ["export of git"] = Join("blob\nmark :1\ndata 9\nhello   \n"),
        ["export of git from a reset"] = Join("feature done\nreset refs/heads/main\ncommit refs/heads/main\ncommitter a <b> 0 +0000\ndata 9\nhello   \n"),
        ["bundle of git"] = Join("# v2 git bundle\n8d6af21a5a3d5b2ad0a4a1bb9c8a1e1c5f3d2b4a refs/heads/main\n\nPACK\0\0\0\x02\0\0\0\0", Lines),
        ["cpio"] = Join("070701", new string('0', 94), "0000000B", new string('0', 8), "TRAILER!!!\0 \n"),
        ["cpio of old digits"] = Join("070707", new string('0', 59), "000013", new string('0', 11), "TRAILER!!!\0 \n"),
        ["y4m"] = Join("YUV4MPEG2 W8 H8 F25:1 \nFRAME\n", Flat),
        ["CBF"] = Join("###CBF: VERSION 1.5 \n", Flat),
        ["mesh of Gmsh"] = Join("$MeshFormat\n2.2 1 8 \n\x01\0\0\0\n$EndMeshFormat\n", Flat),
        ["mesh of OFF"] = Join("OFF BINARY \n\0\0\0\x40\0\0\0\0\0\0\0\0", Flat),
        ["FBX"] = Join("Kaydara FBX Binary  \0\x1A\0", Flat),
        ["archive of AIX"] = Join("<bigaf>\n", "152".PadRight(20), "0".PadRight(20), "0".PadRight(20), Flat, "1".PadRight(20), "128".PadRight(20), "name \0"),
        ["property list"] = Join("bplist00", Flat, "\0\0\0\0\0\0\x01\x01"),
        ["farbfeld"] = Join("farbfeld\0\0\0\x08\0\0\0\x08", Flat),
        ["ROS bag"] = Join("#ROSBAG V2.0\n\x45\0\0\0", Flat),
        ["7z"] = Join("7z", new byte[] { 0xBC, 0xAF, 0x27, 0x1C, 0, 4 }, Lines),
        ["xz"] = Join(new byte[] { 0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0 }, Lines),
        ["PNG"] = Join(new byte[] { 0x89 }, "PNG\r\n\x1A\n\0\0\0\x0DIHDR", Lines),
        ["HDF5"] = Join(new byte[] { 0x89 }, "HDF\r\n\x1A\n\x02\x08\x08\0", Lines),
        ["class of Java"] = Join(new byte[] { 0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 61 }, Lines),
        ["TIFF"] = Join("II*\0\x08", Lines),
        ["collection of fonts"] = Join("ttcf\0\x01\0\0", Lines),
        ["Radiance picture"] = Join("#?RADIANCE\nFORMAT=32-bit_rle_rgbe \n\n", Lines),
    };

    /// <summary>Lines of text with blanks at their ends, and random bytes behind them.</summary>
    public static byte[] WithTail(int lines, int length, int seed)
    {
        var tail = new byte[length];
#pragma warning disable CA5394 // not for secrets
        new Random(seed).NextBytes(tail);
#pragma warning restore CA5394
        return Join(string.Concat(Enumerable.Repeat("a line of text \n", lines)), tail);
    }

    private static byte[] Compressed()
    {
        var noise = WithTail(0, 6000, 7);
        using MemoryStream packed = new();
        using (ZLibStream zlib = new(packed, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(noise);
        return packed.ToArray();
    }

    private static byte[] Join(params object[] parts) =>
        [.. parts.SelectMany(part => part is string text ? Encoding.Latin1.GetBytes(text) : (byte[])part)];
}

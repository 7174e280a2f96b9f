using System.Collections.Frozen;

namespace Hooks.Build.Checks.Text.Kinds;

/// <summary>Formats that are no text, whatever their first bytes look like.</summary>
internal static class BinaryFormats
{
    // Names that no text has. Most of what they hold is told by its content too, but a small file may look like anything.
    private static readonly FrozenSet<string> Extensions = FrozenSet.ToFrozenSet(
    [
        "ai", "chm", "djvu", "docm", "docx", "eps", "epub", "indd", "mobi", "odp", "ods", "odt", "pdf", "pptm", "pptx", "psd", "vsd", "vsdx", "xls", "xlsb",
        "xlsm", "xlsx",
        "aac", "avi", "avif", "bmp", "dng", "fbx", "fit", "fits", "flac", "fts", "gif", "glb", "heic", "heif", "icns", "ico", "jp2", "jpeg", "jpg", "jxl",
        "m4a", "m4v", "mkv", "mov", "mp3", "mp4",
        "mpeg", "mpg", "ogg", "ogv", "opus", "pbm", "pgm", "png", "pnm", "ppm", "svgz", "swf", "tga", "tif", "tiff", "wav", "webm", "webp", "wma", "wmv", "xcf",
        "7z", "apk", "appx", "bz2", "cab", "deb", "dmg", "gz", "ipa", "iso", "jar", "lz4", "lzma", "msi", "msix", "nupkg", "rar", "rpm", "snupkg", "tar",
        "tgz", "vhd", "vhdx", "vsix", "warc", "whl", "xz", "zip", "zst",
        "bin", "dll", "dylib", "elc", "exe", "pdb", "pyc", "pyd", "snk", "so", "wasm", "winmd",
        "avro", "der", "eot", "gguf", "h5", "hdf5", "jks", "mdf", "npy", "npz", "onnx", "otf", "p12", "parquet", "pfb", "pfx", "pkl", "safetensors", "sqlite",
        "sqlite3", "tflite", "ttc", "ttf", "woff", "woff2",
    ],
    StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is that of such a format.</summary>
    public static bool Has(string name) => name.LastIndexOf('.') is >= 0 and var dot && Extensions.Contains(name[(dot + 1)..]);

    /// <summary>Whether content begins as such a format does. Those that always have a NUL are told by that.</summary>
    public static bool Begins(ReadOnlySpan<byte> content)
    {
        if (content.Length < 2)
            return false;
        if (TextHeads.Begin(content))
            return true;

        return content[0] switch
        {
            (byte)'%' => content.StartsWith("%PDF-"u8) || content.StartsWith("%!PS"u8) || content.StartsWith("%!FontType"u8),
            (byte)'P' => content.StartsWith("PK\x03\x04"u8) || content.StartsWith("PK\x05\x06"u8) || content.StartsWith("PAR1"u8),
            (byte)'S' => content.StartsWith("SIMPLE  ="u8),
            (byte)'W' => content.StartsWith("WARC/"u8),
            (byte)'w' => content.StartsWith("wOFF"u8) || content.StartsWith("wOF2"u8),
            (byte)'O' => content.StartsWith("OggS"u8) || content.StartsWith("Obj\x01"u8),
            (byte)'!' => content.StartsWith("!<arch>\n"u8),
            (byte)'{' => content.StartsWith("{\\rtf"u8),
            (byte)'#' => content.StartsWith("#?RADIANCE"u8) || content.StartsWith("#?RGBE"u8),
            (byte)'G' => content.StartsWith("GIF87a"u8) || content.StartsWith("GIF89a"u8),
            (byte)'R' => content.StartsWith("RIFF"u8) || content.StartsWith("Rar!\x1A"u8),
            (byte)'I' => content.StartsWith("ID3"u8) && content.Length > 3 && content[3] < ' ',
            (byte)'B' => content.StartsWith("BZh"u8) && content[3..].IndexOf("1AY&SY"u8) == 1,
            (byte)'f' => content.StartsWith("fLaC"u8),
            (byte)'F' or (byte)'C' => content[1..].StartsWith("WS"u8) && content.Length > 3 && content[3] < ' ',
            0x1F => content[1] is 0x8B or 0x9D or 0xA0,
            0x28 => content.StartsWith((ReadOnlySpan<byte>)[0x28, 0xB5, 0x2F, 0xFD]),
            // A certificate or key in DER: a sequence whose length has two bytes, or one.
            0x30 => content[1] is 0x82 or 0x81,
            0x80 => content[1] == 0x01,
            // PostScript with a preview for DOS
            0xC5 => content.StartsWith((ReadOnlySpan<byte>)[0xC5, 0xD0, 0xD3, 0xC6]),
            0xFF => content[1] == 0xD8,
            _ => false,
        };
    }
}

using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using Hooks.Build.Engine.Shipping;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.Tests.Plans;
using Microsoft.CodeAnalysis.Emit;

namespace Hooks.Build.Engine.Tests.Shipping;

/// <summary>The compiler puts the text of generated files, and the plan is one, into symbols.</summary>
[TestClass]
public sealed class ShippedSymbolsTests
{
    private const string Source = """
        public static class H
        {
            [Hook(Fix = "repair topsecret")] const string Audit = "audit topsecret";
            public static int Run(int n) { var twice = n * 2; return twice; }
        }
        """;

    [TestMethod]
    public void A_file_of_symbols_is_without_the_plan_and_still_fits()
    {
        using TempFolder folder = new();
        var path = HooksAssembly.Compile(folder.Path, Source, symbols: DebugInformationFormat.PortablePdb);
        var image = File.ReadAllBytes(path);
        var symbols = File.ReadAllBytes(folder.In("RepoHooks.pdb"));
        var before = (byte[])symbols.Clone();
        Sources(before).ShouldContain(text => text.Contains("topsecret"));

        ShippedAssembly.Rewrite(image, detach: true, symbols).ShouldBeTrue();
        symbols.Length.ShouldBe(before.Length);
        Sources(symbols).ShouldHaveSingleItem().ShouldBeEmpty();
        Fits(image, symbols).ShouldBeTrue();
        Fits(image, before).ShouldBeFalse();
        Points(symbols).ShouldBe(Points(before));
    }

    [TestMethod]
    public void Symbols_in_the_assembly_are_without_the_plan_and_still_fit()
    {
        using TempFolder folder = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, Source, symbols: DebugInformationFormat.Embedded));
        var before = Embedded(image);
        Sources(before).ShouldContain(text => text.Contains("topsecret"));

        ShippedAssembly.Rewrite(image, detach: true).ShouldBeTrue();
        var symbols = Embedded(image);
        Sources(symbols).ShouldHaveSingleItem().ShouldBeEmpty();
        Fits(image, symbols).ShouldBeTrue();
        Points(symbols).ShouldBe(Points(before));
    }

    [TestMethod]
    public void Symbols_of_another_build_and_of_another_kind_are_refused()
    {
        using TempFolder folder = new();
        using TempFolder other = new();
        var image = File.ReadAllBytes(HooksAssembly.Compile(folder.Path, Source, symbols: DebugInformationFormat.PortablePdb));
        _ = HooksAssembly.Compile(other.Path, Source.Replace("n * 2", "n * 3"), symbols: DebugInformationFormat.PortablePdb);
        Should.Throw<InvalidDataException>(() => ShippedAssembly.Rewrite(
            image, detach: true, File.ReadAllBytes(other.In("RepoHooks.pdb")))).Message.ShouldContain("another build");
        image = File.ReadAllBytes(folder.In("RepoHooks.dll"));
        Should.Throw<InvalidDataException>(() => ShippedAssembly.Rewrite(
            image, detach: true, "Microsoft C/C++ MSF 7.00"u8.ToArray())).Message.ShouldContain("Windows PDB");
    }

    // What a debugger and a symbol server ask.
    private static bool Fits(byte[] image, byte[] symbols)
    {
        using PEReader portable = new(ImmutableArray.Create(image));
        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        var header = provider.GetMetadataReader().DebugMetadataHeader!;
        var entries = portable.ReadDebugDirectory();
        var view = entries.Single(entry => entry.Type == DebugDirectoryEntryType.CodeView);
        var checksum = portable.ReadPdbChecksumDebugDirectoryData(entries.Single(entry => entry.Type == DebugDirectoryEntryType.PdbChecksum));
        BlobContentId id = new(header.Id);
        var content = (byte[])symbols.Clone();
        content.AsSpan(header.IdStartOffset, 20).Clear();
        return id.Guid == portable.ReadCodeViewDebugDirectoryData(view).Guid && id.Stamp == view.Stamp
            && checksum.AlgorithmName == "SHA256" && checksum.Checksum.AsSpan().SequenceEqual(SHA256.HashData(content));
    }

    private static byte[] Embedded(byte[] image)
    {
        using PEReader portable = new(ImmutableArray.Create(image));
        var entry = portable.ReadDebugDirectory().Single(each => each.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);

        // The framework's own reader takes them, and here are their bytes.
        portable.ReadEmbeddedPortablePdbDebugDirectoryData(entry).Dispose();
        using System.IO.Compression.DeflateStream inflate = new(
            new MemoryStream(image, entry.DataPointer + 8, entry.DataSize - 8), System.IO.Compression.CompressionMode.Decompress);
        using MemoryStream symbols = new();
        inflate.CopyTo(symbols);
        return symbols.ToArray();
    }

    private static List<string> Sources(byte[] symbols)
    {
        Guid embedded = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        var reader = provider.GetMetadataReader();
        return [.. reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation)
            .Where(row => reader.GetGuid(row.Kind) == embedded)
            .Select(row => Text(reader.GetBlobBytes(row.Value)))];

        static string Text(byte[] blob)
        {
            using MemoryStream rest = new(blob, 4, blob.Length - 4);
            using StreamReader text = new(
                BitConverter.ToInt32(blob) == 0 ? rest : new System.IO.Compression.DeflateStream(rest, System.IO.Compression.CompressionMode.Decompress),
                Encoding.UTF8);
            return text.ReadToEnd();
        }
    }

    private static List<string> Points(byte[] symbols)
    {
        using var provider = MetadataReaderProvider.FromPortablePdbImage(ImmutableArray.Create(symbols));
        var reader = provider.GetMetadataReader();
        return
        [
            .. reader.Documents.Select(reader.GetDocument)
                .Select(document => $"{reader.GetString(document.Name)} {Convert.ToHexString(reader.GetBlobBytes(document.Hash))}"),
            .. reader.MethodDebugInformation.SelectMany(handle => reader.GetMethodDebugInformation(handle).GetSequencePoints())
                .Select(point => $"{point.Offset} {point.StartLine}:{point.StartColumn}"),
            .. reader.LocalVariables.Select(handle => reader.GetString(reader.GetLocalVariable(handle).Name)),
        ];
    }
}

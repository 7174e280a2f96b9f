using System.Diagnostics;
using System.Text;

namespace Hooks.Build.CSharp.Tests.Formatting;

[TestClass]
public sealed class CharsetTests
{
    private static readonly Encoding Plain = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
    private static readonly Encoding[] Encodings = [Plain, Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode];
    private static readonly string[] Charsets = ["latin1", "utf-8", "utf-8-bom", "utf-16le", "utf-16be", "unset", "windows-1252", "UTF-8-BOM"];

    [TestMethod]
    public async Task What_is_repaired_to_latin1_is_accepted_and_stays_as_it_is()
    {
        using SourceFolder folder = new("[*.cs]\ncharset = latin1\n");
        folder.Write("A.cs", "// é\nclass A;\n");
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0, "Formatted code file 'A.cs'.");
        folder.Bytes("A.cs").ShouldBe(Encoding.Latin1.GetBytes("// é\nclass A;\n"));
        (await folder.CheckAsync("", "A.cs")).ShouldEnd(0);
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0);
    }

    [TestMethod]
    public async Task A_file_in_latin1_is_formatted_in_it()
    {
        using SourceFolder folder = new("[*.cs]\ncharset = latin1\n");
        folder.Write("A.cs", Encoding.Latin1.GetBytes("// é\nclass  A ;\n"));
        (await folder.FixAsync("", "A.cs")).ShouldEnd(0, "Formatted code file 'A.cs'.");
        folder.Bytes("A.cs").ShouldBe(Encoding.Latin1.GetBytes("// é\nclass A;\n"));
    }

    [TestMethod]
    [DataRow("// é €\nclass A;\n", "A.cs(1,6): error CHARSET: The character U+20AC is not in latin1: the file's encoding stays as it is. Write it as \\u20AC, or set another charset.")]
    [DataRow("// Ã©\nclass A;\n", "A.cs(1,1): error CHARSET: In latin1 the file would be read as another text: its encoding stays as it is. Set 'charset = utf-8-bom' for it.")]
    public async Task A_text_that_the_charset_cannot_hold_is_told_and_not_written(string text, string finding)
    {
        using SourceFolder folder = new("[*.cs]\ncharset = latin1\n");
        folder.Write("A.cs", text);
        (await folder.CheckAsync("", "A.cs")).ShouldEnd(1, finding);
        (await folder.FixAsync("", "A.cs")).ShouldEnd(1, finding);
        folder.Text("A.cs").ShouldBe(text);
    }

    [TestMethod]
    public async Task Encodings_become_what_dotnet_format_makes_of_them()
    {
        using SourceFolder theirs = new();
        using SourceFolder ours = new();
        List<string> files = [];
        foreach (var charset in Charsets)
        {
            foreach (var encoding in Encodings)
            {
                foreach (var text in (string[])["class A;\n", "// é\nclass A;\n", "// €\nclass A;\n"])
                {
                    var charsetLosesIt = charset == "latin1" && text.Contains('€', StringComparison.Ordinal);
                    if (charsetLosesIt)
                        continue;

                    var folder = $"{charset}-{encoding.WebName}{encoding.Preamble.Length}-{text[3]}";
                    Write($"{folder}/.editorconfig", Plain.GetBytes($"[*.cs]\ncharset = {charset}\n"));
                    Write($"{folder}/A.cs", [.. encoding.Preamble, .. encoding.GetBytes(text)]);
                    files.Add($"{folder}/A.cs");
                }
            }
        }

        await FormatByToolAsync(theirs.Root);
        _ = await ours.FixAsync("--whitespace", [.. files]);
        string[] different = [.. files.Where(file => !ours.Bytes(file).AsSpan().SequenceEqual(theirs.Bytes(file)))
            .Select(file => $"{file}: theirs {Convert.ToHexString(theirs.Bytes(file))}, ours {Convert.ToHexString(ours.Bytes(file))}")];
        different.ShouldBeEmpty(string.Join('\n', different));

        void Write(string file, byte[] bytes)
        {
            theirs.Write(file, bytes);
            ours.Write(file, bytes);
        }
    }

    private static async Task FormatByToolAsync(string folder)
    {
        ProcessStartInfo start = new("dotnet", ["format", "whitespace", "--folder", folder])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, output);
    }
}

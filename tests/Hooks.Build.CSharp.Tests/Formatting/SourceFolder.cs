using System.Text;
using Hooks.Build.Engine.Workers;

namespace Hooks.Build.CSharp.Tests.Formatting;

/// <summary>A temporary folder with C# files, and the formatter over it.</summary>
internal sealed class SourceFolder : IDisposable
{
    public SourceFolder(string editorConfig = "") => Write(".editorconfig", "root = true\n" + editorConfig);

    public string Root { get; } = Directory.CreateTempSubdirectory("hooks-csharp-").FullName;

    public void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    public void Write(string file, byte[] bytes)
    {
        var path = Path.Join(Root, file);
        _ = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public byte[] Bytes(string file) => File.ReadAllBytes(Path.Join(Root, file));

    public string Text(string file) => Encoding.UTF8.GetString(Bytes(file));

    /// <summary>Tells how files differ.</summary>
    public Task<(int Exit, List<string> Lines)> CheckAsync(string arguments, params string[] files) => RunAsync(arguments, fix: false, files);

    /// <summary>Formats files.</summary>
    public Task<(int Exit, List<string> Lines)> FixAsync(string arguments, params string[] files) => RunAsync(arguments, fix: true, files);

    public void Dispose() => Directory.Delete(Root, recursive: true);

    private async Task<(int Exit, List<string> Lines)> RunAsync(string arguments, bool fix, string[] files)
    {
        List<string> lines = [];
        ToolRequest request = new(1, "format", Root, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries), files) { Fix = fix, Cores = 2 };
        var exit = await ToolCommands.Find("format")!.RunAsync(request, new(lines.Add), CancellationToken.None);
        return (exit, lines);
    }
}

/// <summary>What came of a run.</summary>
internal static class FormatResults
{
    public static void ShouldEnd(this (int Exit, List<string> Lines) result, int exit, params string[] lines)
    {
        result.Lines.ShouldBe(lines);
        result.Exit.ShouldBe(exit);
    }
}

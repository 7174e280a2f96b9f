namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A program that exists and may be executed, for launchers that start nothing.</summary>
internal static class FakeTool
{
    public const string Name = "tool";

    private static readonly Lazy<string> Made = new(Make);

    public static string Folder => Made.Value;

    public static string Path => System.IO.Path.Combine(Folder, FileName);

    /// <summary>An environment in which the tool is found.</summary>
    public static Dictionary<string, string> Environment => new(StringComparer.Ordinal) { ["PATH"] = Folder };

    private static string FileName => OperatingSystem.IsWindows() ? Name + ".exe" : Name;

    private static string Make()
    {
        var folder = Directory.CreateTempSubdirectory("hooks-tool-").FullName;
        var file = System.IO.Path.Combine(folder, FileName);
        File.WriteAllText(file, "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return folder;
    }
}

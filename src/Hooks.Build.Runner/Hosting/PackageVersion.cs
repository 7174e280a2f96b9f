namespace Hooks.Build.Runner.Hosting;

/// <summary>The version of the package that the program lies in.</summary>
internal static class PackageVersion
{
    // The runner lies in tools/net8.0 or tools/native/linux-x64 of the package.
    private const int Deepest = 3;

    /// <summary>The version of the package around a folder; outside of one, of this program.</summary>
    public static string Of(string folder)
    {
        var around = Path.TrimEndingDirectorySeparator(folder);
        for (var i = 0; i < Deepest && (around = Path.GetDirectoryName(around)) is not null; i++)
        {
            var description = Path.Combine(around, "hooks.build.nuspec");
            if (File.Exists(description) && File.ReadAllText(description).Split("<version>") is [_, var rest, ..])
            {
                return rest.Split('<')[0].Trim();
            }
        }

        return BuildInformation.Version.Split('+')[0];
    }
}

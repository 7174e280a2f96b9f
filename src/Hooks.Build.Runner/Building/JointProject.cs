using System.Globalization;
using System.Security;
using Hooks.Build.Runner.Projects;

namespace Hooks.Build.Runner.Building;

/// <summary>
/// A project file for one build of several projects, beside the state of the first: what MSBuild looks for above a file is that of the repository then. One
/// after the other they are restored, since they may refer to the same projects, and then all are built at once.
/// </summary>
internal sealed class JointProject : IDisposable
{
    public JointProject(IReadOnlyList<ProjectPlace> places)
    {
        var folder = Path.GetDirectoryName(places[0].StateFile)!;
        _ = Directory.CreateDirectory(folder);
        File = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"hooks.{System.Environment.ProcessId}.proj"));
        var projects = SecurityElement.Escape(string.Join(';', places.Select(place => Escape(place.Project))));
        System.IO.File.WriteAllText(File, $"""
            <Project DefaultTargets="Build">
              <Target Name="Build">
                <MSBuild Projects="{projects}" Targets="Restore" Properties="MSBuildRestoreSessionId=hooks;MSBuildIsRestoring=true;ExcludeRestorePackageImports=true" BuildInParallel="false" ContinueOnError="ErrorAndContinue" />
                <MSBuild Projects="{projects}" BuildInParallel="true" ContinueOnError="ErrorAndContinue" />
              </Target>
            </Project>

            """);
    }

    /// <summary>Absolute path of the file.</summary>
    public string File { get; }

    public void Dispose() => System.IO.File.Delete(File);

    // What has a meaning in a list of MSBuild.
    private static string Escape(string path) =>
        string.Concat(path.Select(character => "%;*?$@()'".Contains(character, StringComparison.Ordinal)
            ? string.Create(CultureInfo.InvariantCulture, $"%{(int)character:X2}")
            : character.ToString()));
}

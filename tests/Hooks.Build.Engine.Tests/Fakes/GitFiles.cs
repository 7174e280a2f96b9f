using Hooks.Build.Engine.Git;
using Hooks.Build.Engine.Processes;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>Lists files by a git of its own.</summary>
internal static class GitFiles
{
    public static GitFileSource Of(IProcessLauncher launcher, IReadOnlyDictionary<string, string> environment) =>
        new(folder => GitProgram.Find(folder, launcher, environment));
}

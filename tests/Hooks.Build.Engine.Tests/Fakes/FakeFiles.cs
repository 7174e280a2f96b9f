using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Selecting;

namespace Hooks.Build.Engine.Tests.Fakes;

/// <summary>A list of files that a test made up.</summary>
internal sealed class FakeFiles(params string[] paths) : IFileSource
{
    public List<FileChoice> Asked { get; } = [];

    public Task<FileListing> ListAsync(string root, FileChoice choice, CancellationToken cancellation)
    {
        Asked.Add(choice);
        return Task.FromResult(new FileListing(paths));
    }
}

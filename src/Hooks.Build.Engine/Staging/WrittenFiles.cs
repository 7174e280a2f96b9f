using Hooks.Build.Engine.Jobs;

namespace Hooks.Build.Engine.Staging;

/// <summary>What a C# hook wrote through its context: each file's new content in a folder of its own, nothing else is touched.</summary>
internal sealed class WrittenFiles(string folder, HookView view, IReadOnlyList<string> files) : IFixWork
{
    public HookView View { get; } = view with { WriteRoot = folder };

    public FixChanges Changes()
    {
        List<(string, string)> changed = [];
        foreach (var file in Directory.Exists(folder) ? files : [])
        {
            var content = Path.Combine(folder, file);
            if (File.Exists(content))
            {
                changed.Add((file, content));
            }
        }

        return new FixChanges(changed, [], [], []) { KeepModes = true };
    }

    public void Delete()
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}

using System.Diagnostics;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Caching.Store;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Microsoft.Extensions.Time.Testing;

namespace Hooks.Build.Engine.Tests.Caching.Store;

/// <summary>A store in a folder of its own, and a repository beside it.</summary>
internal sealed class StoreBench : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly List<SmallDisk> _mounted = [];

    public StoreBench(string cache = "cache")
    {
        Cache = _folder.In(cache);
        _ = Directory.CreateDirectory(Root);
        (Folder, Store) = Another();
    }

    // As time is, and still.
    public FakeTimeProvider Clock { get; } = new(TimeProvider.System.GetUtcNow());

    public List<Problem> Warnings { get; } = [];

    public string Root => _folder.In("repository");

    public string Cache { get; }

    public CacheFolder Folder { get; private set; }

    public ResultStore Store { get; private set; }

    public static string Key(int number) => Sha256.Hex([(byte)number, (byte)(number >> 8)]);

    public static CachedResult Result(string reason = "") =>
        new() { Outcome = reason.Length == 0 ? HookOutcome.Succeeded : HookOutcome.Failed, Reason = reason };

    public static CachedResult Everything(params CachedFile[] outputs) => new()
    {
        Outcome = HookOutcome.Failed,
        Reason = "exit code 3",
        ExitCode = 3,
        Duration = TimeSpan.FromTicks(1234567),
        Findings = (Finding[])
        [
            new Finding(HookFindingLevel.Error, "src/a.cs", 1, 2, 3, 4, "CA1", "Größe \"x\"\r\n\0"),
            // A name that is no text, and half of a pair.
            new Finding(HookFindingLevel.Info, "b\uDC80\uD800", 0, 0, 0, 0, "", ""),
        ],
        DroppedFindings = 7,
        Tail = (string[])["one", "", "three\u001b[0m"],
        Outputs = outputs,
    };

    /// <summary>The store as another run has it.</summary>
    public (CacheFolder Folder, ResultStore Store) Another()
    {
        CacheFolder folder = new(Cache, Warnings.Add);
        return (folder, new ResultStore(folder, Clock));
    }

    public StoreBench NextRun()
    {
        (Folder, Store) = Another();
        return this;
    }

    public string In(string name) => Path.Combine(Root, name);

    public string Read(string name) => File.ReadAllText(In(name));

    public CachedFile[] Write(params (string Name, string Content)[] files)
    {
        foreach (var (name, content) in files)
        {
            _ = _folder.File("repository/" + name, content);
        }

        return [.. OutputCollector.Collect(Root, files.Select(file => file.Name)).ShouldNotBeNull()];
    }

    /// <summary>Stores a result that wrote the files.</summary>
    public CachedFile[] Remember(int key, params (string Name, string Content)[] files)
    {
        var outputs = Write(files);
        Store.Store(Key(key), Result() with { Outputs = outputs }, Root);
        return outputs;
    }

    /// <summary>The files of the store, drafts among them, tag and note excepted.</summary>
    public IReadOnlyList<string> Stored() => !Directory.Exists(Cache)
        ? []
        : [.. Directory.GetFiles(Cache, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetDirectoryName(file) != Folder.Ours)
            .Order(StringComparer.Ordinal)];

    /// <summary>Every file of the repository with its content, and how many there are.</summary>
    public string Tree() => string.Join('\n', Directory.GetFileSystemEntries(Root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        .Select(path => Path.GetRelativePath(Root, path) + (File.Exists(path) ? $" {File.ReadAllText(path)} {File.GetLastWriteTimeUtc(path):O}" : "/")));

    public string PathOf(string kind, string name) => Folder.PathOf(kind, name);

    /// <summary>Mounts a small file system, or gives the test up.</summary>
    public void Mount(string folder, string options) => _mounted.Add(SmallDisk.Mount(folder, options));

    /// <summary>Makes a file one that is read and not replaced, as one that another process has open is on Windows, or gives the test up.</summary>
    public void Hold(string file) => _mounted.Add(SmallDisk.Bind(file));

    public static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        process.WaitForExit();
        return process.ExitCode;
    }

    public void Dispose()
    {
        _mounted.ForEach(disk => disk.Dispose());
        _folder.Dispose();
    }
}

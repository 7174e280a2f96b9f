using System.Collections.Concurrent;
using System.Text;

namespace Hooks.Build.Testing;

/// <summary>A context in memory, to unit-test a C# hook without a repository, a build or a process.</summary>
/// <example>
/// <code>
/// // using Hooks.Build.Testing; RepoHooks and NoTabs are public
/// using var context = new TestHookContext("NoTabs").AddFile("src/A.cs", "\tint x;");
/// await RepoHooks.NoTabs(context);
/// Assert.AreEqual("TABS001", context.Findings[0].Code);
/// </code>
/// </example>
public sealed class TestHookContext : HookContext, IDisposable
{
    private readonly List<HookFile> _files = [];
    private readonly ConcurrentQueue<HookFinding> _findings = new();
    private readonly CancellationTokenSource _cancellation = new();

    /// <summary>Creates a context without files.</summary>
    /// <param name="name">The hook's name.</param>
    public TestHookContext(string name = "Hook") => Name = name;

    /// <inheritdoc />
    public override string Name { get; }

    /// <inheritdoc />
    public override string Item => TestItem;

    /// <summary>What <see cref="Item"/> returns. Default: empty.</summary>
    public string TestItem { get; set; } = "";

    /// <inheritdoc />
    public override AgentEvent? Agent => TestAgent;

    /// <summary>What <see cref="Agent"/> returns. Default: <see langword="null"/>.</summary>
    public AgentEvent? TestAgent { get; set; }

    /// <inheritdoc />
    public override HookStages Stage => TestStage;

    /// <summary>What <see cref="Stage"/> returns. Default: <see cref="HookStages.Build"/>.</summary>
    public HookStages TestStage { get; set; } = HookStages.Build;

    /// <inheritdoc />
    public override string RepositoryRoot => TestRepositoryRoot;

    /// <summary>What <see cref="RepositoryRoot"/> returns. Default: <c>/repository</c>, which need not exist.</summary>
    public string TestRepositoryRoot { get; set; } = "/repository";

    /// <inheritdoc />
    public override IReadOnlyList<HookFile> Files => _files;

    /// <inheritdoc />
    public override bool Fixing => TestFixing;

    /// <summary>What <see cref="Fixing"/> returns. Default: false.</summary>
    public bool TestFixing { get; set; }

    /// <inheritdoc />
    public override int Cores => TestCores;

    /// <summary>What <see cref="Cores"/> returns. Default: 1.</summary>
    public int TestCores { get; set; } = 1;

    /// <inheritdoc />
    public override CancellationToken Cancellation => _cancellation.Token;

    /// <inheritdoc />
    public override IReadOnlyDictionary<string, string> Properties => TestProperties;

    /// <summary>What <see cref="Properties"/> returns; add to it. Default: empty.</summary>
    public Dictionary<string, string> TestProperties { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Answers <see cref="RunAsync"/>: given the program and its arguments. Default: exit code 0, no output.</summary>
    public Func<string, string[], HookProcessResult> OnRun { get; set; } = (_, _) => new HookProcessResult(0, "");

    /// <summary>What the hook reported so far, in order.</summary>
    public IReadOnlyList<HookFinding> Findings => [.. _findings];

    /// <summary>Adds a file in memory.</summary>
    /// <param name="path">Path from the repository root, with <c>/</c>.</param>
    /// <param name="content">Its text, stored as UTF-8.</param>
    /// <returns>This context.</returns>
    public TestHookContext AddFile(string path, string content) => AddFile(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Adds a file in memory.</summary>
    /// <param name="path">Path from the repository root, with <c>/</c>.</param>
    /// <param name="content">Its bytes.</param>
    /// <returns>This context.</returns>
    public TestHookContext AddFile(string path, byte[] content)
    {
        _files.Add(new MemoryFile(this, path, content));
        return this;
    }

    /// <summary>Cancels <see cref="Cancellation"/>, as the end of the hook's time does.</summary>
    public void Cancel() => _cancellation.Cancel();

    /// <summary>Releases the token source.</summary>
    public void Dispose() => _cancellation.Dispose();

    /// <inheritdoc />
    public override void Report(HookFinding finding) => _findings.Enqueue(finding);

    /// <inheritdoc />
    public override Task<HookProcessResult> RunAsync(string fileName, params string[] arguments) => Task.FromResult(OnRun(fileName, arguments));

    private sealed class MemoryFile(TestHookContext context, string path, byte[] content) : HookFile
    {
        private byte[] _content = content;

        public override string Path => path;

        public override string FullPath => context.RepositoryRoot.TrimEnd('/') + "/" + path;

        public override Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default) => Task.FromResult((byte[])_content.Clone());

        public override Task WriteBytesAsync(byte[] content, CancellationToken cancellationToken = default)
        {
            if (!context.Fixing)
            {
                throw new InvalidOperationException($"Hook '{context.Name}' is not fixing: it may not write {path}.");
            }

            _content = (byte[])content.Clone();
            return Task.CompletedTask;
        }
    }
}

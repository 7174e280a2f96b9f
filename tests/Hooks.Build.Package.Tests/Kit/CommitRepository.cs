namespace Hooks.Build.Package.Tests.Kit;

/// <summary>A repository with hooks that are built, committed and installed: what is done in it is done with the real git.</summary>
internal sealed class CommitRepository
{
    private readonly TestRepository _repository;

    private CommitRepository(TestRepository repository) => _repository = repository;

    public string Root => _repository.Root;

    /// <summary>A repository whose hooks have the members; git runs them at the stages that they name.</summary>
    public static async Task<CommitRepository> CreateAsync(string members)
    {
        var repository = await OfAsync(await TestRepository.CreateBuiltAsync(members));
        _ = (await repository._repository.TargetAsync("InstallHooks")).ShouldExitWith(0);
        await repository.GitAsync("add", "--all");
        await repository.GitAsync("commit", "--quiet", "--no-verify", "-m", "base");
        return repository;
    }

    /// <summary>A repository as it is, with somebody who commits.</summary>
    public static async Task<CommitRepository> OfAsync(TestRepository built)
    {
        CommitRepository repository = new(built);
        await repository.GitAsync("config", "user.name", "Test");
        await repository.GitAsync("config", "user.email", "test@example.org");
        await repository.GitAsync("config", "commit.gpgsign", "false");
        return repository;
    }

    public string FullPath(string file) => _repository.FullPath(file);

    public bool Has(string file) => _repository.Has(file);

    public string Read(string file) => _repository.Read(file);

    public void Write(string file, string text) => _repository.Write(file, text);

    /// <summary>Writes a file and stages it.</summary>
    public async Task StageAsync(string file, string text)
    {
        Write(file, text);
        await GitAsync("add", "--", file);
    }

    /// <summary>Writes files and commits them past the hooks.</summary>
    public async Task CommittedAsync(string file, string text)
    {
        await StageAsync(file, text);
        await GitAsync("commit", "--quiet", "--no-verify", "-m", "before");
    }

    /// <summary>Runs <c>git commit</c>, which may fail.</summary>
    public Task<SdkRun> CommitAsync(params string[] options) => SdkRun.RunAsync(Root, "git", ["commit", "-m", "commit", .. options]);

    /// <summary>Runs git, which must succeed.</summary>
    public async Task<string> GitAsync(params string[] arguments) => (await SdkRun.RunAsync(Root, "git", arguments)).ShouldExitWith(0).Output.TrimEnd('\n');

    /// <summary>The committed content of a file.</summary>
    public Task<string> CommittedTextAsync(string file) => ContentAsync("HEAD:" + file);

    /// <summary>The staged content of a file.</summary>
    public Task<string> StagedTextAsync(string file) => ContentAsync(":" + file);

    private async Task<string> ContentAsync(string name) => (await SdkRun.RunAsync(Root, "git", ["show", name])).ShouldExitWith(0).Output;
}

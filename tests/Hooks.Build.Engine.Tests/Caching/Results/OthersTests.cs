using System.Runtime.Versioning;
using Hooks.Build.Engine.Caching.Results;
using Hooks.Build.Engine.Hashing;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;

namespace Hooks.Build.Engine.Tests.Caching.Results;

/// <summary>Other users of the machine can change nothing that we keep, and learn nothing of a variable's value.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
[UnsupportedOSPlatform("windows")]
public sealed class OthersTests : IDisposable
{
    private const UnixFileMode OthersWrite = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly CachingRepository _repository = new();

    public OthersTests() => _repository.Files.Commit("a.cs");

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    [DataRow("0777", "0700", "0700", false, DisplayName = "everybody writes above")]
    [DataRow("1777", "0700", "0700", true, DisplayName = "everybody writes above, each their own")]
    [DataRow("0775", "0700", "0700", true, DisplayName = "a group writes above")]
    [DataRow("0755", "0777", "0700", false, DisplayName = "everybody writes in the folder that is named")]
    [DataRow("0755", "0700", "0777", false, DisplayName = "everybody writes in it")]
    [DataRow("0755", "0700", "0770", false, DisplayName = "a group writes in it")]
    [DataRow("0755", "0755", "0755", true, DisplayName = "others read it")]
    public async Task A_folder_in_which_others_write_is_not_used(string above, string named, string own, bool isUsed)
    {
        _ = _repository.Outside.Shell(
            $"mkdir -p home/.cache/hooks-build/v1; chmod {above} home/.cache; chmod {named} home/.cache/hooks-build; chmod {own} home/.cache/hooks-build/v1");
        var request = _repository.Request with { CacheDirectory = _repository.Outside.In("home/.cache/hooks-build") };
        _ = await _repository.RunAsync(request, CachingRepository.Hook());
        (await _repository.RunAsync(request, CachingRepository.Hook())).Hooks.Single().Source.ShouldBe(isUsed ? ResultSource.Local : ResultSource.Miss);
        _repository.Observer.Warnings.Count.ShouldBe(isUsed ? 0 : 2);
        _repository.Observer.Warnings.ShouldAllBe(warning => warning.Code == Codes.CacheFolder);
    }

    [TestMethod]
    public async Task A_value_that_a_hook_declares_cannot_be_found_by_trying()
    {
        const string Value = "hunter2";
        _repository.Set("HOOKS_PASSWORD", Value);
        var hook = CachingRepository.Hook() with { Environment = ["HOOKS_PASSWORD"] };
        _ = await _repository.RunAsync(null, hook);
        var plain = Sha256.Hex(System.Text.Encoding.UTF8.GetBytes(Value));
        var key = Path.GetFileName(Directory.GetFiles(Path.Combine(_repository.Cache, "v1/results"), "*", SearchOption.AllDirectories).Single());
        foreach (var file in Directory.GetFiles(_repository.Request.LogDirectory, "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain(Value);
            text.ShouldNotContain(plain);
            text.ShouldNotContain(key);
        }

        File.GetUnixFileMode(Path.Combine(_repository.Cache, "v1/secret")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [TestMethod]
    public async Task That_a_value_changed_is_still_told()
    {
        _repository.Set("HOOKS_PASSWORD", "one");
        var hook = CachingRepository.Hook() with { Environment = ["HOOKS_PASSWORD"] };
        _ = await _repository.RunAsync(null, hook);
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Local);
        _repository.Set("HOOKS_PASSWORD", "two");
        (await _repository.SourceAsync(hook)).ShouldBe(ResultSource.Miss);
        var last = new LastRunFile(Path.Combine(_repository.Request.LogDirectory, "last", "Build")).Read("Check").ShouldNotBeNull();
        last.Reasons.Single().ShouldStartWith("variable HOOKS_PASSWORD changed from ");
    }

    [TestMethod]
    public void Hooks_of_long_names_have_last_runs_of_their_own()
    {
        using TempFolder folder = new();
        LastRunFile file = new(folder.Path);
        string[] names = [new string('x', 200) + "1", new string('x', 200) + "2", new string('é', 120), new string('x', 100)];
        for (var i = 0; i < names.Length; i++)
        {
            file.Write(names[i], new LastRunRecord { Time = DateTimeOffset.UnixEpoch, Duration = TimeSpan.FromSeconds(i) });
        }

        names.Select(file.Duration).ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3)]);
    }

    [TestMethod]
    [DoNotParallelize]
    public async Task Whatever_the_umask_nobody_else_can_write_what_is_kept()
    {
        var before = Umask(0);
        try
        {
            _ = await _repository.RunAsync(null, CachingRepository.Hook() with { Environment = ["HOOKS_PASSWORD"] });
        }
        finally
        {
            _ = Umask(before);
        }

        foreach (var folder in new[] { _repository.Request.LogDirectory, _repository.Cache })
        {
            foreach (var path in Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Append(folder))
            {
                (File.GetUnixFileMode(path) & OthersWrite).ShouldBe(UnixFileMode.None, path);
            }
        }

        Directory.GetFiles(_repository.Cache, "*", SearchOption.AllDirectories)
            .ShouldAllBe(file => File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}

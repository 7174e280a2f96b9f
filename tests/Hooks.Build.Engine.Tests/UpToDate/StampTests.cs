using System.Runtime.Versioning;
using System.Security.Cryptography;
using Hooks.Build.Engine.Model;
using Hooks.Build.Engine.Tests.Fakes;
using Hooks.Build.Engine.UpToDate;

namespace Hooks.Build.Engine.Tests.UpToDate;

/// <summary>The stamp of a run says in no time that nothing need be done, and never says so where something must.</summary>
[TestClass]
[OSCondition(OperatingSystems.Linux, IgnoreMessage = "Other systems have no statx.")]
[SupportedOSPlatform("linux")]
public sealed class StampTests : IDisposable
{
    private const string Identity = "what is run";
    private readonly CachingRepository _repository = new();
    private readonly PlannedHook _hook = CachingRepository.Hook() with { Environment = ["DECLARED_FOR_STAMP"] };

    private FileChoice _choice = FileChoice.OfStage;

    public StampTests()
    {
        _ = _repository.Files.Commit("a.cs", "sub/b.cs", "notes.md");
        _ = Directory.CreateDirectory(_repository.Files.In("empty/inner"));
        Settle();
    }

    private string Stamp => _repository.Outside.In("logs/uptodate");

    private bool IsUpToDate => UpToDateCheck.CountUnchanged(Stamp, Identity) >= 0;

    public void Dispose() => _repository.Dispose();

    [TestMethod]
    public async Task After_a_run_with_nothing_to_tell_nothing_need_be_done()
    {
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
    }

    [TestMethod]
    public async Task Something_else_is_run()
    {
        await RunAsync(_hook);
        UpToDateCheck.CountUnchanged(Stamp, "something else").ShouldBe(-1);
    }

    [TestMethod]
    [DataRow("sh -c 'echo x >> a.cs'", DisplayName = "a file changed")]
    [DataRow("touch a.cs", DisplayName = "a file was touched: the engine finds out that it is the same")]
    [DataRow("rm sub/b.cs", DisplayName = "a file is gone")]
    [DataRow("sh -c 'echo > sub/new.cs'", DisplayName = "a new file")]
    [DataRow("sh -c 'echo > empty/inner/new.cs'", DisplayName = "a new file in a folder that was empty")]
    [DataRow("chmod +x a.cs", DisplayName = "a mode")]
    [DataRow("sh -c 'echo \"*.cs\" > .gitignore'", DisplayName = "what git ignores")]
    [DataRow("sh -c 'echo \"*.cs\" > sub/.gitignore'", DisplayName = "what git ignores in a folder")]
    [DataRow("sh -c 'echo \"*.cs\" >> .git/info/exclude'", DisplayName = "what git ignores by a file of its own")]
    [DataRow("git rm -q --cached a.cs", DisplayName = "the index")]
    public async Task Something_that_counts_changed(string command)
    {
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell(command);
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("home/ignored", DisplayName = "the file that core.excludesFile names")]
    [DataRow("home/.gitconfig", DisplayName = "the configuration of the user")]
    [DataRow("home/.config/git/config", DisplayName = "the other configuration of the user, which was not there")]
    [DataRow("home/.config/git/ignore", DisplayName = "what the user ignores, which was not there")]
    [DataRow("home/more", DisplayName = "an included configuration")]
    [DataRow("home/late", DisplayName = "an included configuration that was not there")]
    [DataRow("home/deep/inner", DisplayName = "one that an included configuration includes")]
    [DataRow("home/never", DisplayName = "one that is included only elsewhere")]
    [DataRow("home/attributes", DisplayName = "the file that core.attributesFile names, which was not there")]
    [DataRow("system", DisplayName = "the configuration of the machine")]
    public async Task A_setting_of_git_changed(string file)
    {
        UseSettings();
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell($"mkdir -p $(dirname {file}); echo '# new' >> {file}");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Attributes_of_the_user_that_were_not_there_count()
    {
        UseSettings();
        _ = _repository.Outside.Shell("printf '[core]\\n excludesFile = ~/ignored\\n' > home/.gitconfig");
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell("mkdir -p home/.config/git; echo '*.x binary' > home/.config/git/attributes");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task Another_branch_counts_where_it_says_what_is_included()
    {
        UseSettings();
        await RunAsync(_hook);
        _ = _repository.Files.Git("symbolic-ref", "HEAD", "refs/heads/other");
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell("printf '[includeIf \"onbranch:third\"]\n path = never\n' >> home/.gitconfig");
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Git("symbolic-ref", "HEAD", "refs/heads/third");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task The_configuration_that_a_variable_names_counts_and_so_does_the_variable()
    {
        // A number that git does not look for unless it is told so: other tests run beside this one.
        const string Variable = "GIT_CONFIG_VALUE_4711";
        UseSettings();
        _repository.Set("GIT_CONFIG_GLOBAL", _repository.Outside.File("named"));
        _repository.Set(Variable, "");
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        Environment.SetEnvironmentVariable(Variable, "other");
        IsUpToDate.ShouldBeFalse();
        Environment.SetEnvironmentVariable(Variable, null);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.File("named", "# new");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_a_linked_configuration_leads_to_counts()
    {
        UseSettings();
        _ = _repository.Outside.Shell("mkdir dots; mv home/.gitconfig dots/config; ln -s dots/config between; ln -s ../between home/.gitconfig");
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell("echo '# new' >> dots/config");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_file_that_no_hook_reads_does_not_count()
    {
        await RunAsync(_hook);
        _ = _repository.Files.Shell("echo x >> notes.md");
        IsUpToDate.ShouldBeTrue();
    }

    [TestMethod]
    public async Task An_ignored_folder_in_one_that_git_does_not_know_yet_does_not_count()
    {
        _ = _repository.Files.Shell("echo out/ > .gitignore; mkdir -p unknown/out/deep; echo x > unknown/x.cs");
        await RunAsync(_hook);
        _ = _repository.Files.Shell("echo x > unknown/out/deep/y.cs");
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell("echo x > unknown/y.cs");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_tool_and_one_before_it_on_the_path_count()
    {
        await RunAsync(_hook);
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\n");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    [DataRow("mkdir net/shared/Microsoft.NETCore.App/10.0.2", DisplayName = "a newer runtime")]
    [DataRow("mkdir -p net/shared/Other/1.0.0", DisplayName = "a framework more")]
    [DataRow("echo >> build/RepoHooks.runtimeconfig.json", DisplayName = "what the project says of it")]
    [DataRow("mv net other; mkdir net; ln -s ../other/dotnet net/dotnet", DisplayName = "a link in its place")]
    public async Task Another_NET_for_hooks_in_CSharp_counts(string command)
    {
        await RunAsync(_repository.MethodHook());
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.Shell(command);
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hook_that_has_something_to_tell_leaves_no_stamp()
    {
        _ = _repository.Outside.Script("bin/check", "#!/bin/sh\necho 'a.cs(1,1): warning W1: hm'\n");
        await RunAsync(_hook);
        File.Exists(Stamp).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hook_whose_inputs_are_not_known_leaves_no_stamp()
    {
        await RunAsync(_hook, CachingRepository.Hook("Always") with { Files = [], Command = [["check"]] });
        File.Exists(Stamp).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_file_that_changed_after_its_hook_was_done_leaves_no_stamp()
    {
        _ = _repository.Outside.Script("bin/late", "#!/bin/sh\n[ ! -e late ] || { echo new > a.cs; sleep 0.05; }\n");
        var late = CachingRepository.Hook("Late", "Check") with { Files = ["notes.md"], Command = [["late"]] };
        await RunAsync(_hook, late);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Edit("late", "").Edit("notes.md", "new");
        Settle();
        _ = await _repository.RunAsync(_repository.Request with { StampFile = Stamp, StampIdentity = Identity }, _hook, late);
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task An_output_that_changed_after_its_hook_was_done_leaves_no_stamp()
    {
        _ = _repository.Outside.Script("bin/write", "#!/bin/sh\nmkdir -p out; echo right > out/x\n");
        _ = _repository.Outside.Script("bin/late", "#!/bin/sh\n[ ! -e late ] || { echo wrong > out/x; sleep 0.05; }\n");
        _ = _repository.Files.Edit(".gitignore", "out/\n");
        var write = CachingRepository.Hook("Write") with { Files = ["sub/*.cs"], Command = [["write"]], Writes = ["out/x"] };
        var late = CachingRepository.Hook("Late") with { After = ["Write"], Files = ["notes.md"], Command = [["late"]] };
        _ = _repository.Files.Edit("late", "");
        await RunAsync(write);
        Settle();
        File.Delete(Stamp);
        _ = await _repository.RunAsync(_repository.Request with { StampFile = Stamp, StampIdentity = Identity, MaxParallel = 1 }, write, late);
        File.Exists(Stamp).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_new_file_where_a_hook_reads_what_git_ignores_counts()
    {
        _ = _repository.Files.Edit(".gitignore", "made/\n").Edit("made/one.txt", "1").Edit("made/deep/two.txt", "2");
        var hook = _hook with { Reads = ["made/**"] };
        await RunAsync(hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell("echo > made/deep/three.txt");
        IsUpToDate.ShouldBeFalse();
        await RunAsync(hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Shell("echo > made/four.txt");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_folder_that_comes_counts_where_a_hook_would_read_it()
    {
        _ = _repository.Files.Edit(".gitignore", "made/\n");
        await RunAsync(_hook with { Reads = ["made/*.txt"] });
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Files.Edit("made/one.txt", "1");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task What_a_link_leads_to_counts()
    {
        var target = _repository.Outside.File("target.cs", "1");
        _ = File.CreateSymbolicLink(_repository.Outside.In("between.cs"), target);
        _ = File.CreateSymbolicLink(_repository.Files.In("link.cs"), _repository.Outside.In("between.cs"));
        _ = File.CreateSymbolicLink(_repository.Files.In("circle.cs"), "circle.cs");
        await RunAsync(_hook);
        IsUpToDate.ShouldBeTrue();
        _ = _repository.Outside.File("target.cs", "2");
        IsUpToDate.ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_hook_that_sees_all_variables_leaves_no_stamp_since_one_may_come()
    {
        await RunAsync(_hook with { Environment = ["*"] });
        File.Exists(Stamp).ShouldBeFalse();
    }

    [TestMethod]
    [DataRow(FileChoiceKind.Changed)]
    [DataRow(FileChoiceKind.Staged)]
    [DataRow(FileChoiceKind.Given)]
    public async Task A_run_about_some_of_the_files_leaves_no_stamp(FileChoiceKind kind)
    {
        _ = _repository.Files.Edit("a.cs", "new");
        _ = _repository.Files.Stage("a.cs");
        _choice = new FileChoice(kind) { Paths = kind == FileChoiceKind.Given ? ["a.cs"] : [] };
        await RunAsync(_hook);
        File.Exists(Stamp).ShouldBeFalse();
    }

    [TestMethod]
    public async Task A_damaged_stamp_says_nothing()
    {
        await RunAsync(_hook);
        var whole = await File.ReadAllBytesAsync(Stamp);
        // All of the head, where the counts are, then anywhere.
        for (var i = 0; i < 32 * 8; i++)
        {
            var bytes = whole.ToArray();
            bytes[i / 8] ^= (byte)(1 << (i % 8));
            await File.WriteAllBytesAsync(Stamp, bytes);
            IsUpToDate.ShouldBeFalse();
        }

        for (var i = 0; i < 500; i++)
        {
            var bytes = whole.ToArray();
            bytes[RandomNumberGenerator.GetInt32(bytes.Length)] ^= (byte)(1 << RandomNumberGenerator.GetInt32(8));
            await File.WriteAllBytesAsync(Stamp, i % 2 == 0 ? bytes : bytes[..RandomNumberGenerator.GetInt32(bytes.Length)]);
            IsUpToDate.ShouldBeFalse();
        }
    }

    // A user with a home, and a machine, that have all kinds of settings.
    private void UseSettings()
    {
        var outside = _repository.Outside;
        _repository.Set("GIT_CONFIG_GLOBAL", null);
        _repository.Set("XDG_CONFIG_HOME", null);
        _repository.Set("HOME", outside.In("home"));
        _repository.Set("GIT_CONFIG_SYSTEM", outside.File("system"));
        _ = outside.File(
            "home/.gitconfig",
            "[core]\n excludesFile = ~/ignored\n attributesFile = ~/attributes\n[include]\n path = more\n path = ~/late\n[includeIf \"gitdir:/nowhere/\"]\n path = never\n");
        _ = outside.File("home/ignored", "*.tmp\n");
        _ = outside.File("home/more", "[include]\n path = deep/inner\n");
        _ = outside.File("home/deep/inner", "");
    }

    // What was written just now is not trusted: the tests have no time to wait for that.
    private void Settle()
    {
        _ = _repository.Files.Shell("sleep 0.05");
    }

    private async Task RunAsync(params PlannedHook[] hooks)
    {
        Settle();
        var request = _repository.Request with { StampFile = Stamp, StampIdentity = Identity, Files = _choice };
        // The first run makes what it needs beside its inputs; the second finds all as it was.
        _ = await _repository.RunAsync(request, hooks);
        Settle();
        _ = await _repository.RunAsync(request, hooks);
    }
}

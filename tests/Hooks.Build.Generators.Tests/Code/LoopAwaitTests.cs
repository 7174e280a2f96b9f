using Hooks.Build.Generators.Tests.Kit;
using Microsoft.CodeAnalysis;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0021.</summary>
[TestClass]
public sealed class LoopAwaitTests
{
    [TestMethod]
    public async Task Files_that_are_checked_one_by_one_are_told()
    {
        var diagnostics = await CodeRun.VerifyAsync(
            """
            [Hook(Files = ["**"])] static async Task NoTabs(HookContext hook)
            {
                foreach (var file in hook.Files)
                {
                    var text = {|HOOK0021:await|} file.ReadTextAsync(hook.Cancellation);
                    var lines = text.Split('\n');
                    for (var i = 0; i < lines.Length; i++)
                    {
                        if (lines[i].Contains('\t'))
                            hook.Error(file, i + 1, lines[i].IndexOf('\t') + 1, "TAB", "no tabs");
                    }
                }
            }
            """);
        diagnostics[0].GetMessage().ShouldBe("Each pass of this loop waits for the one before, though it needs nothing of it; use hook.ForEachFileAsync");
    }

    [TestMethod]
    public Task What_a_method_does_with_each_file_is_read() => CodeRun.VerifyAsync(
        """
        static int _seen;
        [Hook(Files = ["**"])] static async Task Lint(HookContext hook)
        {
            foreach (var file in hook.Files)
                {|HOOK0021:await|} CheckAsync(hook, file);

            foreach (var file in hook.Files)
                await CountAsync(file, hook.Cancellation);

            var seen = new HashSet<string>();
            foreach (var file in hook.Files)
                await RememberAsync(file, seen, hook.Cancellation);

            foreach (var file in hook.Files)
                await PrintAsync(file, hook.Cancellation);
        }

        static async Task CheckAsync(HookContext hook, HookFile file)
        {
            if ((await file.ReadBytesAsync(hook.Cancellation)).Length == 0)
                hook.Error(file, 0, 0, "", "empty");
        }

        static async Task CountAsync(HookFile file, CancellationToken cancel) => _seen += (await file.ReadBytesAsync(cancel)).Length;

        static async Task RememberAsync(HookFile file, HashSet<string> seen, CancellationToken cancel) => seen.Add(await file.ReadTextAsync(cancel));

        static async Task PrintAsync(HookFile file, CancellationToken cancel) => Console.WriteLine(await file.ReadTextAsync(cancel));
        """);

    [TestMethod]
    public Task Independent_requests_files_and_processes_are_told() => CodeRun.VerifyAuditAsync(
        """
        async Task Get(HttpClient client, string[] addresses, CancellationToken cancel)
        {
            foreach (var address in addresses)
            {
                var text = {|HOOK0021:await|} client.GetStringAsync(address, cancel).ConfigureAwait(false);
                await File.WriteAllTextAsync(Path.Combine("out", address), text, cancel);
            }

            for (var i = 0; i < addresses.Length; i++)
                {|HOOK0021:await|} client.GetStringAsync(addresses[i], cancel);

            foreach (var path in addresses)
            {
                foreach (var line in {|HOOK0021:await|} File.ReadAllLinesAsync(path, cancel))
                    _ = line.Trim();
            }

            foreach (var path in addresses)
            {
                using var process = Process.Start("lint", path);
                {|HOOK0021:await|} process.WaitForExitAsync(cancel);
            }
        }
        """);

    [TestMethod]
    public Task Passes_that_need_each_other_are_right() => CodeRun.VerifyAuditAsync(
        """
        string _last = "";
        async Task<string> Run(HttpClient client, string[] addresses, List<string> results, StreamWriter writer, CancellationToken cancel)
        {
            var next = "";
            foreach (var address in addresses)
                next = await client.GetStringAsync(address + next, cancel);

            foreach (var address in addresses)
                results.Add(await client.GetStringAsync(address, cancel));

            foreach (var address in addresses)
                await writer.WriteLineAsync(address);

            foreach (var address in addresses)
                Console.WriteLine(await client.GetStringAsync(address, cancel));

            foreach (var address in addresses)
                _last = await client.GetStringAsync(address, cancel);

            foreach (var address in addresses)
            {
                if ((await client.GetStringAsync(address, cancel)).Length == 0)
                    break;
            }

            foreach (var address in addresses)
            {
                await client.GetStringAsync(address, cancel);
                await Task.Delay(100, cancel);
            }

            foreach (var address in addresses)
                await File.WriteAllTextAsync("one", address, cancel);

            foreach (var address in addresses)
                await File.AppendAllTextAsync("one", address, cancel);

            for (var attempt = 0; attempt < 3; attempt++)
                await client.GetStringAsync("same", cancel);

            while (next.Length > 0)
                next = await client.GetStringAsync(next, cancel);

            foreach (var address in addresses)
            {
                if (await client.GetStringAsync(address, cancel) is { Length: > 0 } text)
                    return text;
            }

            return next;
        }
        """);

    [TestMethod]
    public Task What_nobody_knows_is_not_told() => CodeRun.VerifyAuditAsync(
        """
        interface IStore { Task SaveAsync(string item); }
        async Task Run(IStore store, string[] items, Func<string, Task> visit, IAsyncEnumerable<string> more, Task[] tasks, IAsyncDisposable[] disposables)
        {
            foreach (var item in items)
                await store.SaveAsync(item);

            foreach (var item in items)
                await visit(item);

            await foreach (var item in more)
                await File.ReadAllTextAsync(item);

            foreach (var task in tasks)
                await task;

            foreach (var disposable in disposables)
                await disposable.DisposeAsync();

            foreach (var item in items)
                await SaveAsync(item);
        }

        protected virtual Task SaveAsync(string item) => File.ReadAllTextAsync(item);
        """);

    [TestMethod]
    [DataRow("\"shellcheck\"", true)]
    [DataRow("@\"C:\\tools\\lint.exe\"", true)]
    [DataRow("\"git\"", false)]
    [DataRow("\"/usr/bin/git\"", false)]
    [DataRow("@\"C:\\Git\\Git.EXE\"", false)]
    [DataRow("\"npm.cmd\"", false)]
    [DataRow("\"dotnet\"", false)]
    [DataRow("\"bash\"", false)]
    [DataRow("Git", false)]
    [DataRow("program", false)]
    [DataRow("file.FullPath", false)]
    public async Task Programs_that_may_run_beside_each_other_are_told_and_no_others(string program, bool isTold)
    {
        var waits = isTold ? "{|HOOK0021:await|}" : "await";
        await CodeRun.VerifyAsync(
            $$"""
            const string Git = "git";
            [Hook(Files = ["**"])] static async Task Lint(HookContext hook)
            {
                var program = hook.Properties["program"];
                foreach (var file in hook.Files)
                    {{waits}} hook.RunAsync({{program}}, "add", file.Path);

                foreach (var file in hook.Files)
                    {{waits}} RunAsync(hook, file, "a");

                foreach (var file in hook.Files)
                {
                    using var process = Process.Start({{program}}, file.Path);
                    {{waits}} process.WaitForExitAsync(hook.Cancellation);
                }

                foreach (var file in hook.Files)
                {
                    using var process = Process.Start(new ProcessStartInfo({{program}}, file.Path))!;
                    {{waits}} process.WaitForExitAsync(hook.Cancellation);
                }

                foreach (var file in hook.Files)
                {
                    using var process = Process.Start(new ProcessStartInfo { FileName = {{program}}, Arguments = file.Path })!;
                    {{waits}} process.WaitForExitAsync(hook.Cancellation);
                }
            }

            static async Task RunAsync(HookContext hook, HookFile file, string program) => await hook.RunAsync({{program}}, file.Path);
            """);
    }

    [TestMethod]
    public Task A_process_that_is_told_elsewhere_what_to_start_is_unknown() => CodeRun.VerifyAuditAsync(
        """
        async Task Run(ProcessStartInfo[] all, CancellationToken cancel)
        {
            foreach (var info in all)
            {
                using var process = Process.Start(info)!;
                await process.WaitForExitAsync(cancel);
            }

            foreach (var info in all)
            {
                using var process = new Process { StartInfo = info };
                process.Start();
                await process.WaitForExitAsync(cancel);
            }
        }
        """);

    [TestMethod]
    public async Task What_another_project_does_is_unknown_though_its_source_is_there()
    {
        var other = Project.Of("public static class Other { public static async Task RunAsync(string path) => await System.IO.File.ReadAllTextAsync(path); }")
            .WithAssemblyName("Other");
        var compilation = Project.Of("class Tool { async Task Run(string[] paths) { foreach (var path in paths) await Other.RunAsync(path); } }")
            .AddReferences(other.ToMetadataReference());
        compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
        (await CodeRun.RunAsync(compilation, audit: "true")).ShouldBeEmpty();
    }

    [TestMethod]
    public Task A_method_that_calls_itself_is_read_once() => CodeRun.VerifyAuditAsync(
        """
        async Task Walk(string folder)
        {
            foreach (var file in Directory.GetFiles(folder))
                {|HOOK0021:await|} ReadAsync(file, 3);
        }

        static async Task ReadAsync(string file, int times)
        {
            await File.ReadAllTextAsync(file);
            if (times > 0)
                await ReadAsync(file, times - 1);
        }
        """);
}

using Hooks.Build.Generators.Tests.Kit;

namespace Hooks.Build.Generators.Tests.Code;

/// <summary>HOOK0022 for tokens that are not handed on.</summary>
[TestClass]
public sealed class IgnoredTokenTests
{
    [TestMethod]
    public Task A_token_in_reach_is_to_be_handed_on() => CodeRun.VerifyAsync(
        """
        [Hook] static async Task Lint(HookContext hook)
        {
            await File.{|HOOK0022:ReadAllTextAsync|}("a");
            await Task.{|HOOK0022:Delay|}(1);
            await new StringReader("a").{|HOOK0022:ReadToEndAsync|}();
            await File.{|HOOK0022:ReadAllTextAsync|}("a", CancellationToken.None);
            await hook.ForEachFileAsync(async (file, cancel) => await file.{|HOOK0022:ReadTextAsync|}());
            await hook.ForEachFileAsync((file, _) => file.{|HOOK0022:ReadTextAsync|}());
            await HelpAsync(hook.Cancellation);
        }

        static async Task HelpAsync(CancellationToken cancel) => await File.{|HOOK0022:ReadAllTextAsync|}("a");
        """);

    [TestMethod]
    public async Task The_innermost_token_is_named()
    {
        var diagnostics = await CodeRun.VerifyAsync(
            "[Hook] static Task Lint(HookContext hook) => hook.ForEachFileAsync(async (file, cancel) => { await file.{|HOOK0022:ReadTextAsync|}(); });");
        diagnostics[0].GetMessage().ShouldBe("'ReadTextAsync' goes on when it should stop: give it cancel");
    }

    [TestMethod]
    public Task Where_none_can_or_should_be_handed_on_nothing_is_told() => CodeRun.VerifyAuditAsync(
        """
        async Task Run(CancellationToken cancel)
        {
            try
            {
                await File.ReadAllTextAsync("a", cancel);
                await Task.Run(() => 1);
                await Task.Yield();
                await File.ReadAllTextAsync("a", CancellationToken.None);
                await File.ReadAllTextAsync("a").WaitAsync(cancel);
                await OneAsync("a");
                await foreach (var line in File.ReadLinesAsync("a").WithCancellation(cancel))
                    _ = line;
                await foreach (var line in File.ReadLinesAsync("a").ConfigureAwait(false).WithCancellation(cancel).ConfigureAwait(false))
                    _ = line;
                await foreach (var line in File.{|HOOK0022:ReadLinesAsync|}("a").ConfigureAwait(false))
                    _ = line;
            }
            finally
            {
                await File.WriteAllTextAsync("a", "b");
            }

            static async Task Free() => await File.ReadAllTextAsync("a");
            await Free();
        }

        Task OneAsync(string name) => OneAsync(name, default);
        Task OneAsync(string name, CancellationToken cancel) => OneAsync(name);
        async Task None() => await File.ReadAllTextAsync("a");
        """.Replace("await OneAsync(\"a\");", "await {|HOOK0022:OneAsync|}(\"a\");", StringComparison.Ordinal));
}

namespace Hooks.Build.Engine.Tests.Spares;

/// <summary>What the hooks of these tests do.</summary>
internal static class SpareHooks
{
    /// <summary>The hooks; each tells by its reason.</summary>
    /// <param name="version">What the hook <c>Version</c> says.</param>
    public static string Source(int version = 1) => $$"""
        static class Started
        {
            public static readonly string At = Environment.GetEnvironmentVariable("HOOKS_RUN") + " " + System.IO.File.Exists("there");
            [System.Runtime.CompilerServices.ModuleInitializer] public static void Initialize() { Module = System.IO.File.Exists("there"); if (System.IO.File.Exists("end")) Environment.Exit(9); }
            public static bool Module;
            public static int Count;
        }

        static class RepoHooks
        {
            [Hook] static HookResult Version() => HookResult.Failure("{{version}}");
            [Hook] static HookResult Process() => HookResult.Failure(Environment.ProcessId.ToString());
            [Hook] static HookResult Counts() => HookResult.Failure((++Started.Count).ToString());
            [Hook] static HookResult SeesThere() => HookResult.Failure(Started.Module + " " + Started.At);
            [Hook] static HookResult Environs() => HookResult.Failure(string.Join("|", Environment.GetEnvironmentVariables().Keys.Cast<string>().OrderBy(key => key, StringComparer.Ordinal)
                .Select(key => key + "=" + (key == "HOOKS_RUN" ? Environment.GetEnvironmentVariable(key).Length.ToString() : Environment.GetEnvironmentVariable(key)))));
            [Hook] static HookResult Place() => HookResult.Failure(string.Join(" ", Environment.CurrentDirectory, System.Globalization.CultureInfo.CurrentCulture.Name, Console.In.Read(),
                System.IO.Directory.GetFiles("/proc/self/fd").Count(file => new System.IO.FileInfo(file).LinkTarget?.StartsWith("/dev/") == false && !file.EndsWith("x")) < 100, Console.OutputEncoding.WebName));
            [Hook] static void Speaks()
            {
                Console.WriteLine("by the console");
                using var stray = Console.OpenStandardOutput();
                // More than a pipe holds: some of it has been read when the hook ends.
                for (var i = 0; i < 10000; i++) stray.Write(System.Text.Encoding.UTF8.GetBytes("by the descriptor\n"));
            }
            [Hook(Environment = ["GIT_AUTHOR_DATE"])] static HookResult Dated() => HookResult.Failure(Environment.GetEnvironmentVariable("GIT_AUTHOR_DATE"));
            [Hook] static void Dies() => Environment.Exit(7);
            [Hook] static void Leaves() { using var left = System.Diagnostics.Process.Start("/bin/sleep", "1000"); System.IO.File.WriteAllText("left", left.Id.ToString()); }
            [Hook] static void Changes() { Environment.SetEnvironmentVariable("CHANGED", "yes"); Environment.CurrentDirectory = "/"; Console.SetOut(System.IO.TextWriter.Null); System.Globalization.CultureInfo.DefaultThreadCurrentCulture = new("de-DE"); Started.Count = 100; }
            [Hook] static HookResult IsAsBefore() => HookResult.Failure(Environment.GetEnvironmentVariable("CHANGED") + Environment.CurrentDirectory + System.Globalization.CultureInfo.CurrentCulture.Name + Started.Count);
            [Hook] static void NeverEnds() => Thread.Sleep(Timeout.Infinite);
        }
        """;
}

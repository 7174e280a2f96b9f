// A program of the .NET Framework that does with the task what Visual Studio's MSBuild does: it loads the assembly, creates the task and executes it.
// It shows that the assembly needs nothing that a .NET Framework host lacks. run.sh compiles and runs it with Mono.
using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Reflection;
using Microsoft.Build.Framework;

internal static class Host
{
    private static int Main(string[] arguments)
    {
        var folder = arguments[0];
        AppDomain.CurrentDomain.AssemblyResolve += (_, wanted) =>
        {
            var file = Path.Combine(folder, new AssemblyName(wanted.Name).Name + ".dll");
            return File.Exists(file) ? Assembly.LoadFrom(file) : null;
        };
        var type = Assembly.LoadFrom(Path.Combine(folder, "Hooks.Build.Tasks.dll")).GetType("Hooks.Build.Tasks.CallHooks", throwOnError: true);
        var task = (ITask)Activator.CreateInstance(type);
        var engine = new Engine();
        task.BuildEngine = engine;
        Set(task, "Command", "settings");
        Set(task, "Program", arguments[1]);
        Set(task, "RepositoryRoot", Path.GetTempPath());
        Set(task, "Project", Path.Combine(Path.GetTempPath(), "Hooks.csproj"));
        Set(task, "Request", "setting.HooksFix=true");
        var passed = task.Execute();
        Set(task, "Request", "setting.HooksFix=perhaps");
        var refused = !task.Execute() && engine.Errors == 1;
        Console.WriteLine(
            "{0} on {1}: a good request {2}, a wrong one {3}",
            type,
            Environment.Version,
            passed ? "passed" : "FAILED",
            refused ? "was refused" : "WAS NOT REFUSED");
        return passed && refused ? 0 : 1;
    }

    private static void Set(object task, string property, string value)
    {
        task.GetType().GetProperty(property).SetValue(task, value);
    }

    private sealed class Engine : IBuildEngine
    {
        public int Errors;

        public bool ContinueOnError { get { return false; } }

        public int LineNumberOfTaskNode { get { return 0; } }

        public int ColumnNumberOfTaskNode { get { return 0; } }

        public string ProjectFileOfTaskNode { get { return "Hooks.proj"; } }

        public void LogErrorEvent(BuildErrorEventArgs e) { Errors++; Console.WriteLine("error {0}: {1}", e.Code, e.Message); }

        public void LogWarningEvent(BuildWarningEventArgs e) { Console.WriteLine("warning {0}: {1}", e.Code, e.Message); }

        public void LogMessageEvent(BuildMessageEventArgs e) { Console.WriteLine(e.Message); }

        public void LogCustomEvent(CustomBuildEventArgs e) { }

        public bool BuildProjectFile(
            string projectFileName, string[] targetNames, IDictionary globalProperties, IDictionary targetOutputs)
        { throw new NotSupportedException(); }
    }
}

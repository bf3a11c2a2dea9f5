def escape(text):
    return text.replace("&", "&amp;")
